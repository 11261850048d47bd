import { at, list, type Manifest, record, text } from '../object/manifest';

/** An entry of a Cluster's `managed.roles`. */
export interface ManagedRole {
  readonly path: string;
  readonly role: Readonly<Record<string, unknown>>;
  readonly name: string;
  /** The Secret with its password. */
  readonly secret: string | undefined;
}

/** All entries, including those with `ensure: absent`. */
export function managedRolesOf(cluster: Manifest): ManagedRole[] {
  return list(at(cluster, 'spec.managed.roles')).map((entry, index) => ({
    path: `spec.managed.roles[${index}]`,
    role: record(entry),
    name: text(record(entry).name) ?? '',
    secret: text(at(entry, 'passwordSecret.name')),
  }));
}
