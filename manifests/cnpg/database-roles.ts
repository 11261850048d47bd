import { Kind } from '../object/kinds';
import { at, groupKindOf, type Manifest, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import { clusterOf, dependentsOf } from '../object/references';
import { type ManagedRole, managedRolesOf } from './managed-roles';

/** The roles of a Cluster: its own entries, and the DatabaseRoles that name it. Of one name, the entry is what the operator applies. */
export function rolesOf(cluster: Manifest, index: Index): ManagedRole[] {
  const entries = managedRolesOf(cluster);
  const names = new Set(entries.map(({ name }) => name));
  const objects = dependentsOf(Kind.DATABASE_ROLE, cluster, index).map(databaseRoleOf);
  return [...entries, ...objects.filter(({ name }) => !names.has(name))];
}

/** What one object declares, a Cluster or a DatabaseRole, and the Cluster that has these roles. */
export function declaredIn(manifest: Manifest, index: Index): { cluster: Manifest | undefined; roles: ManagedRole[] } {
  return groupKindOf(manifest) === Kind.DATABASE_ROLE
    ? { cluster: clusterOf(manifest, index), roles: [databaseRoleOf(manifest)] }
    : { cluster: manifest, roles: managedRolesOf(manifest) };
}

/** Whether the operator issues a client certificate for a DatabaseRole: `clientCertificate: {}` means that it does. */
export function hasClientCertificate(databaseRole: Manifest): boolean {
  const certificate = at(databaseRole, 'spec.clientCertificate') ?? null;
  return certificate !== null && at(certificate, 'enabled') !== false;
}

function databaseRoleOf({ spec }: Manifest): ManagedRole {
  const role = record(spec);
  return { path: 'spec', role, name: text(role.name) ?? '', secret: text(at(role, 'passwordSecret.name')) };
}
