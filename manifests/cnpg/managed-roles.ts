import { Kind } from '../object/kinds';
import { at, groupKindOf, list, type Manifest, record, text } from '../object/manifest';

/** A role that a manifest declares: an entry of a Cluster's `managed.roles`, or a DatabaseRole. */
export interface DeclaredRole {
  readonly path: string;
  readonly role: Readonly<Record<string, unknown>>;
  readonly name: string;
  /** The Secret with its password. */
  readonly secret: string | undefined;
}

/** All entries, including those with `ensure: absent`. */
export function managedRolesOf(cluster: Manifest): DeclaredRole[] {
  return list(at(cluster, 'spec.managed.roles')).map((entry, index) => declared(entry, `spec.managed.roles[${index}]`));
}

/** The roles of a Cluster's own manifest, or the one that a DatabaseRole is. */
export function rolesIn(manifest: Manifest): DeclaredRole[] {
  return groupKindOf(manifest) === Kind.DATABASE_ROLE ? [declared(manifest.spec, 'spec')] : managedRolesOf(manifest);
}

function declared(entry: unknown, path: string): DeclaredRole {
  const role = record(entry);
  return { path, role, name: text(role.name) ?? '', secret: text(at(entry, 'passwordSecret.name')) };
}
