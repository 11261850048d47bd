import { inTreeArchiveOf, pluginArchiveOf } from '../../manifests/cnpg/archives';
import { activeSchedulesOf } from '../../manifests/cnpg/backups';
import { at, type Manifest, namespaceOf, record, text } from '../../manifests/object/manifest';
import { liveObject } from '../status/need';
import type { SeenCluster } from './seen-cluster';

/** What is in an archive, as the plugin or the operator has seen it last. */
export interface ArchivedWindow {
  /** `ObjectStore shop/shop-backups, server shop-db-1`. */
  readonly place: string;
  readonly first?: Date;
  readonly lastSuccess?: Date;
  readonly lastFailure?: Date;
}

/** Undefined where nothing is archived. */
export async function archivedWindow(seen: SeenCluster): Promise<ArchivedWindow | undefined> {
  const { declared, live, ask } = seen;
  const archive = pluginArchiveOf(declared);
  if (archive !== undefined) {
    const namespace = namespaceOf(live);
    const store = await liveObject(ask, 'barmancloud.cnpg.io/v1', 'ObjectStore', archive.store, namespace);
    // The name of the server may have dots.
    const window = record(record(at(store, 'status.serverRecoveryWindow'))[archive.serverName]);
    const place = `ObjectStore ${namespace}/${archive.store}, server ${archive.serverName}`;
    const found = times(window.firstRecoverabilityPoint, window.lastSuccessfulBackupTime, window.lastFailedBackupTime);
    // Snapshots of volumes beside it are counted by the operator itself.
    return { place, ...(isTakenByPlugin(seen) ? found : newest(found, ofOperator(live))) };
  }
  const found = ofOperator(live);
  if (inTreeArchiveOf(declared) === undefined && found.lastSuccess === undefined) return undefined;
  return { place: 'status of the Cluster', ...found };
}

function isTakenByPlugin({ declared, index }: SeenCluster): boolean {
  return activeSchedulesOf(declared, index).every((each) => at(each, 'spec.method') === 'plugin');
}

function ofOperator({ status }: Manifest): Omit<ArchivedWindow, 'place'> {
  const { firstRecoverabilityPoint, lastSuccessfulBackup, lastFailedBackup } = record(status);
  return times(firstRecoverabilityPoint, lastSuccessfulBackup, lastFailedBackup);
}

function newest(a: Omit<ArchivedWindow, 'place'>, b: Omit<ArchivedWindow, 'place'>): Omit<ArchivedWindow, 'place'> {
  const [newer, older] = (a.lastSuccess?.getTime() ?? 0) >= (b.lastSuccess?.getTime() ?? 0) ? [a, b] : [b, a];
  return { ...older, ...newer };
}

function times(first: unknown, lastSuccess: unknown, lastFailure: unknown): Omit<ArchivedWindow, 'place'> {
  const read = (key: string, value: unknown) => {
    const time = new Date(text(value) ?? '');
    return Number.isNaN(time.getTime()) ? {} : { [key]: time };
  };
  return { ...read('first', first), ...read('lastSuccess', lastSuccess), ...read('lastFailure', lastFailure) };
}
