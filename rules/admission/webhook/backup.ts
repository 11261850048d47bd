import { field, type Json, show } from '../../../manifests/object/json';
import { at, record, text } from '../../../manifests/object/manifest';
import { BARMAN_CLOUD_PLUGIN } from '../../../values/cnpg/barman-cloud';
import { parseGoInteger } from '../server/go-values';
import type { ObjectRule } from './webhook-rule';

const DEADLINE = 'cnpg.io/volumeSnapshotDeadline';

/** Backup. */
export const backupRules: readonly ObjectRule[] = [
  ...onlineRules('backup'),
  {
    id: 'backup-plugin',
    says: 'The method plugin names the plugin',
    on: 'both',
    check(backup, tell) {
      if (at(backup, 'spec.method') !== 'plugin') return;
      if ((text(at(backup, 'spec.pluginConfiguration.name')) ?? '') !== '') return;
      const fix = `add pluginConfiguration.name: ${BARMAN_CLOUD_PLUGIN}`;
      tell('spec.pluginConfiguration', 'names no plugin, but the method is plugin', fix);
    },
  },
  {
    id: 'backup-snapshot-deadline',
    says: 'The deadline of a snapshot is a number of minutes',
    on: 'both',
    check(backup, tell) {
      const value = text(field(record(at(backup, 'metadata.annotations')) as Json, DEADLINE)) ?? '';
      if (value === '' || parseGoInteger(value) !== undefined) return;
      tell(`metadata.annotations.${DEADLINE}`, `${show(value)} is not an integer`, 'write the minutes, such as "60"');
    },
  },
];

/** Common checks of Backup and ScheduledBackup. */
export function onlineRules(prefix: string): ObjectRule[] {
  const forSnapshots =
    (name: string): ObjectRule['check'] =>
    (backup, tell) => {
      const given = (at(backup, `spec.${name}`) ?? null) !== null;
      if (!given || at(backup, 'spec.method') !== 'barmanObjectStore') return;
      const message = 'is set, but the method is barmanObjectStore, the default';
      tell(`spec.${name}`, message, `remove ${name}, or write method: volumeSnapshot`);
    };
  return [
    {
      id: `${prefix}-snapshot-crd`,
      says: 'Volume snapshots need their CRD in the cluster',
      on: 'both',
      severity: 'info',
      check(backup, tell) {
        if (at(backup, 'spec.method') !== 'volumeSnapshot') return;
        const message = 'is volumeSnapshot, which is refused in a cluster without the VolumeSnapshot CRD';
        tell('spec.method', message, 'install the CRDs of external-snapshotter before the operator starts');
      },
    },
    { id: `${prefix}-online`, says: 'online is for volume snapshots', on: 'both', check: forSnapshots('online') },
    {
      id: `${prefix}-online-configuration`,
      says: 'onlineConfiguration is for volume snapshots',
      on: 'both',
      check: forSnapshots('onlineConfiguration'),
    },
  ];
}
