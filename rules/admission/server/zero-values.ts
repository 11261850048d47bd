/**
 * What CNPG's mutating webhook adds to an object by encoding its Go types again: required fields get zero values (those rules follow from
 * the schema), and these are added to them. Structs are always written (`{}` is the struct, with its own fields); pointers without
 * `omitempty` become null, which the schema then refuses.
 */
export const ZERO_VALUES: Readonly<Record<string, ReadonlyMap<string, unknown>>> = {
  Cluster: new Map<string, unknown>([
    ...structs(
      'spec.affinity',
      'spec.backup.volumeSnapshot.onlineConfiguration',
      'spec.ephemeralVolumeSource.volumeClaimTemplate.metadata',
      'spec.ephemeralVolumeSource.volumeClaimTemplate.spec.resources',
      'spec.managed.services.additional[].serviceTemplate.metadata',
      'spec.managed.services.additional[].serviceTemplate.spec',
      'spec.postgresql',
      'spec.postgresql.extensions[].image',
      'spec.postgresql.syncReplicaElectionConstraint',
      'spec.resources',
      'spec.storage',
      'spec.storage.pvcTemplate.resources',
      'spec.tablespaces[].owner',
      'spec.tablespaces[].storage.pvcTemplate.resources',
      'spec.walStorage.pvcTemplate.resources',
    ),
    ...nulls(
      'spec.bootstrap.recovery.volumeSnapshots.storage.apiGroup',
      'spec.bootstrap.recovery.volumeSnapshots.tablespaceStorage{}.apiGroup',
      'spec.bootstrap.recovery.volumeSnapshots.walStorage.apiGroup',
      'spec.ephemeralVolumeSource.volumeClaimTemplate.spec.dataSource.apiGroup',
      'spec.ephemeralVolumeSource.volumeClaimTemplate.spec.dataSourceRef.apiGroup',
      'spec.imageCatalogRef.apiGroup',
      'spec.projectedVolumeTemplate.sources',
      'spec.storage.pvcTemplate.dataSource.apiGroup',
      'spec.storage.pvcTemplate.dataSourceRef.apiGroup',
      'spec.tablespaces[].storage.pvcTemplate.dataSource.apiGroup',
      'spec.tablespaces[].storage.pvcTemplate.dataSourceRef.apiGroup',
      'spec.walStorage.pvcTemplate.dataSource.apiGroup',
      'spec.walStorage.pvcTemplate.dataSourceRef.apiGroup',
    ),
    ['spec.env[].valueFrom.resourceFieldRef.divisor', '0'],
    ['spec.managed.services.additional[].serviceTemplate.spec.ports[].targetPort', 0],
    ['spec.postgresql.synchronous.failoverQuorum', false],
    ['spec.projectedVolumeTemplate.sources[].downwardAPI.items[].resourceFieldRef.divisor', '0'],
  ]),
  Backup: new Map(),
  ScheduledBackup: new Map(),
  // Only null entries lack the default of the schema.
  Database: new Map(['extensions', 'fdws', 'schemas', 'servers'].map((list) => [`spec.${list}[].ensure`, ''])),
};

/** Required by the schema, but written by Go only if they have a value. */
export const WITHOUT_ZERO: ReadonlySet<string> = new Set([
  'spec.projectedVolumeTemplate.sources[].podCertificate.keyType',
  'spec.projectedVolumeTemplate.sources[].podCertificate.signerName',
]);

function structs(...paths: string[]): [string, unknown][] {
  return paths.map((path) => [path, {}]);
}

function nulls(...paths: string[]): [string, unknown][] {
  return paths.map((path) => [path, null]);
}
