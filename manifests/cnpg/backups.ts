import { DISPOSABLE_ANNOTATION, disposableReason } from '../../values/cnpg/disposable';
import { DRILL_LABEL, EXPIRES_ANNOTATION } from '../../values/cnpg/drill';
import { Kind } from '../object/kinds';
import { at, type Manifest, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import { dependentsOf } from '../object/references';
import { isHibernated, isReplicaCluster } from './cluster-traits';
import { enabledPlugins } from './plugins';

/**
 * The ScheduledBackups of a Cluster that are not suspended. A schedule may be suspended while its Cluster is hibernated: nothing is
 * written in the meantime, and the existing base backups cover everything up to the hibernation.
 */
export function activeSchedulesOf(cluster: Manifest, index: Index): readonly Manifest[] {
  const schedules = dependentsOf(Kind.SCHEDULED_BACKUP, cluster, index);
  return isHibernated(cluster) ? schedules : schedules.filter((each) => at(each, 'spec.suspend') !== true);
}

/** Everything in this run that takes a base backup of a Cluster, once or repeatedly. */
export function baseBackupsOf(cluster: Manifest, index: Index): readonly Manifest[] {
  return [...activeSchedulesOf(cluster, index), ...dependentsOf(Kind.BACKUP, cluster, index)];
}

/** Whether a Cluster has what the method of a Backup or ScheduledBackup needs. Without it every backup fails. */
export function isMethodOf(backup: Manifest, cluster: Manifest): boolean {
  const method = text(at(backup, 'spec.method')) ?? 'barmanObjectStore';
  if (method !== 'plugin') return has(cluster, `spec.backup.${method}`);
  const plugin = text(at(backup, 'spec.pluginConfiguration.name'));
  return enabledPlugins(cluster).some(({ name }) => name === plugin);
}

/**
 * Whether a Cluster holds data of its own that must not be lost. This excludes a replica cluster (the data is another Cluster's), a drill
 * (it lives for some hours) and data declared as disposable.
 */
export function needsBackups(cluster: Manifest): boolean {
  return !isReplicaCluster(cluster) && !isDrill(cluster) && !isDisposable(cluster);
}

/** The same for a running Cluster: a hibernated one writes nothing, and every backup of it would fail. */
export function needsBackupsNow(cluster: Manifest): boolean {
  return needsBackups(cluster) && !isHibernated(cluster);
}

/** Whether a Cluster declares, with a reason, that its data need not be recovered. */
export function isDisposable({ metadata }: Manifest): boolean {
  return disposableReason(text(record(metadata.annotations)[DISPOSABLE_ANNOTATION]) ?? '') !== undefined;
}

/** How to declare that, as the end of a fix. */
export const OR_DISPOSABLE = `or, if nobody needs the data back, say why in the annotation ${DISPOSABLE_ANNOTATION} (disposable)`;

/** Whether something was made to be looked at, and goes when that is done. */
export function isDrill({ metadata: { labels, annotations } }: Manifest): boolean {
  return record(labels)[DRILL_LABEL] !== undefined || record(annotations)[EXPIRES_ANNOTATION] !== undefined;
}

function has(cluster: Manifest, path: string): boolean {
  return (at(cluster, path) ?? null) !== null;
}
