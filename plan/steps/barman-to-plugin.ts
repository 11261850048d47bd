import { archivingPlugin } from '../../manifests/cnpg/plugins';
import { at } from '../../manifests/object/manifest';
import type { ProcedureFinder } from '../engine/procedure';

/** @see https://cloudnative-pg.io/plugin-barman-cloud/docs/migration/ */
export const barmanToPlugin: ProcedureFinder = ({ object, before, after }) => {
  if (before === undefined || at(before, 'spec.backup.barmanObjectStore') === undefined) return undefined;
  const [had, has] = [before, after].map((side) => archivingPlugin(side) !== undefined);
  if (had || !has) return undefined;
  const path = at(before, 'spec.backup.barmanObjectStore.destinationPath');
  const server = at(before, 'spec.backup.barmanObjectStore.serverName') ?? before.metadata.name;
  const restart = at(after, 'spec.primaryUpdateMethod') === 'switchover';
  return {
    object,
    reason:
      'two archivers at once are refused, and the archive must continue in place: the same destination path and server name',
    steps: [
      {
        commit: `an ObjectStore with destinationPath ${path}, which nothing uses yet${restart ? ', and primaryUpdateMethod: restart, because before CNPG 1.28.4 the switchover waits for an archiver that does not exist yet' : ''}`,
        wait: 'the ObjectStore exists, and the plugin runs in the namespace of the operator',
      },
      {
        commit: `in the Cluster, together: spec.backup.barmanObjectStore and spec.backup.retentionPolicy are removed, and the plugin is added with isWALArchiver: true and serverName ${server}; with it every ScheduledBackup gets method: plugin with its pluginConfiguration, since one of another method has nothing to run by any more`,
        wait: 'all instances are recreated, and the condition ContinuousArchiving is True',
      },
      {
        commit: 'no commit: a Backup by the plugin, without which only what the in-tree backups reach is restorable',
        wait: 'the backup is completed',
      },
      ...(restart ? [{ commit: 'primaryUpdateMethod: switchover again', wait: 'nothing: no process restarts' }] : []),
    ],
  };
};
