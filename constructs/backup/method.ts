import { BARMAN_CLOUD_PLUGIN } from '../../values/cnpg/barman-cloud';
import { oneOf } from '../../values/text/keys';
import type { IPostgresCluster } from '../postgres/cluster-reference';

/**
 * How base backups are taken. `barmanObjectStore`, in-tree Barman Cloud, is removed from CNPG 1.31: only a cluster that was adopted with it has
 * it.
 */
export type BackupMethod = 'plugin' | 'volumeSnapshot' | 'barmanObjectStore';

/** The texts of {@link BackupMethod}. */
export const BACKUP_METHOD = oneOf<BackupMethod>({ plugin: true, volumeSnapshot: true, barmanObjectStore: true });
/** Where a base backup is taken from. */
export const BACKUP_TARGET = oneOf({ primary: true, 'prefer-standby': true });

/**
 * The method with the configuration it needs: CNPG admits a schedule of method `plugin` without one, and then refuses every backup that
 * the schedule makes.
 */
export function renderMethod(method: BackupMethod) {
  return method === 'plugin'
    ? ({ method, pluginConfiguration: { name: BARMAN_CLOUD_PLUGIN } } as const)
    : ({ method } as const);
}

/** What is wrong with this method for that cluster, as far as is known. */
export function methodProblem(method: BackupMethod, cluster: IPostgresCluster): string | undefined {
  if (method === 'plugin' && cluster.archived === false && cluster.archivedInTree === true) {
    return `cluster "${cluster.name}" archives by in-tree Barman Cloud (\`adopted.backup\`), not by the plugin; use method 'barmanObjectStore', or move it to the plugin`;
  }
  if (method === 'plugin' && cluster.archived === false) {
    return `cluster "${cluster.name}" has no \`archive\`, so there is no store that a backup could go to; give it one, or use method 'volumeSnapshot'`;
  }
  if (method === 'volumeSnapshot' && cluster.snapshotted === false) {
    return `cluster "${cluster.name}" has no \`volumeSnapshots\`, so its backups would fail; give it some, or use method 'plugin'`;
  }
  if (method === 'barmanObjectStore' && cluster.archivedInTree === false) {
    return `cluster "${cluster.name}" has no in-tree archive (\`adopted.backup\`), and CNPG 1.31 has none; give it an \`archive\`, and use method 'plugin'`;
  }
  return undefined;
}
