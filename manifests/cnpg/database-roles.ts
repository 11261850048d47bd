import { Kind } from '../object/kinds';
import { at, groupKindOf, type Manifest } from '../object/manifest';
import type { Index } from '../object/object-index';
import { clusterOf, dependentsOf } from '../object/references';
import { type ManagedRole, managedRolesOf } from './managed-roles';

/** The roles of a Cluster: its own entries, and the DatabaseRoles that name it. Of one name, the entry is what the operator applies. */
export function rolesOf(cluster: Manifest, index: Index): ManagedRole[] {
  const entries = managedRolesOf(cluster);
  const names = new Set(entries.map(({ name }) => name));
  const objects = dependentsOf(Kind.DATABASE_ROLE, cluster, index).flatMap(managedRolesOf);
  return [...entries, ...objects.filter(({ name }) => !names.has(name))];
}

/** What one object declares, a Cluster or a DatabaseRole, and the Cluster that has these roles. */
export function declaredIn(manifest: Manifest, index: Index): { cluster: Manifest | undefined; roles: ManagedRole[] } {
  const cluster = groupKindOf(manifest) === Kind.DATABASE_ROLE ? clusterOf(manifest, index) : manifest;
  return { cluster, roles: managedRolesOf(manifest) };
}

/** Whether the operator issues a client certificate for a DatabaseRole: `clientCertificate: {}` means that it does. */
export function hasClientCertificate(databaseRole: Manifest): boolean {
  const certificate = at(databaseRole, 'spec.clientCertificate') ?? null;
  return certificate !== null && at(certificate, 'enabled') !== false;
}
