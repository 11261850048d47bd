import { Kind } from '../object/kinds';
import { at, groupKindOf, list, type Manifest, record, text } from '../object/manifest';

/** An entry of a Cluster's `managed.roles`, or a DatabaseRole. */
export interface ManagedRole {
  /** The object that declares it. */
  readonly manifest: Manifest;
  readonly path: string;
  readonly role: Readonly<Record<string, unknown>>;
  readonly name: string;
  /** The Secret with its password. */
  readonly secret: string | undefined;
}

/** All entries of a Cluster, including those with `ensure: absent`, and the one role of a DatabaseRole. */
export function managedRolesOf(manifest: Manifest): ManagedRole[] {
  if (groupKindOf(manifest) === Kind.DATABASE_ROLE) return [managedRole(manifest, manifest.spec, 'spec')];
  return list(at(manifest, 'spec.managed.roles')).map((entry, index) =>
    managedRole(manifest, entry, `spec.managed.roles[${index}]`),
  );
}

function managedRole(manifest: Manifest, declared: unknown, path: string): ManagedRole {
  const role = record(declared);
  return { manifest, path, role, name: text(role.name) ?? '', secret: text(at(role, 'passwordSecret.name')) };
}
