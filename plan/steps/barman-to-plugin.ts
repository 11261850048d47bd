import { archivingPlugin } from '../../manifests/cnpg/plugins';
import { Kind } from '../../manifests/object/kinds';
import { at, type Manifest, namespaceOf, record, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { dependentsOf } from '../../manifests/object/references';
import type { ProcedureFinder } from '../engine/procedure';

/** What a schedule runs by that says nothing. */
const IN_TREE = 'barmanObjectStore';
/** What keeps an object from being pruned. */
const PROTECTIONS = ['argocd.argoproj.io/sync-options', 'kustomize.toolkit.fluxcd.io/prune'];

/** @see https://cloudnative-pg.io/plugin-barman-cloud/docs/migration/ */
export const barmanToPlugin: ProcedureFinder = ({ object, before, after, objects }) => {
  if (before === undefined || at(before, 'spec.backup.barmanObjectStore') === undefined) return undefined;
  const plugin = archivingPlugin(after);
  if (archivingPlugin(before) !== undefined || plugin === undefined) return undefined;
  const store = text(plugin.parameters.barmanObjectName) ?? `${before.metadata.name}-backups`;
  const path = at(before, 'spec.backup.barmanObjectStore.destinationPath');
  const server = at(before, 'spec.backup.barmanObjectStore.serverName') ?? before.metadata.name;
  const restart = at(after, 'spec.primaryUpdateMethod') === 'switchover';
  const schedules = inTreeSchedules(before, objects.before);
  const isPrepared = !restart && objects.before.get(Kind.OBJECT_STORE, namespaceOf(before), store) !== undefined;
  // It is the second commit as it is printed.
  const isWhole = plugin.parameters.serverName === server && inTreeSchedules(after, objects.after).length === 0;
  if (isPrepared && isWhole) return undefined;
  return {
    object,
    reason:
      'two archivers at once are refused, and the archive must continue in place: the same destination path and server name',
    steps: [
      ...(isPrepared
        ? []
        : [
            {
              commit: `an ObjectStore with destinationPath ${path}, which nothing uses yet${restart ? ', and primaryUpdateMethod: restart, because before CNPG 1.28.4 the switchover waits for an archiver that does not exist yet' : ''}`,
              writes: [objectStore(before, store)],
              wait: 'the ObjectStore exists, and the plugin runs in the namespace of the operator',
            },
          ]),
      {
        commit: `in the Cluster, together: spec.backup.barmanObjectStore and spec.backup.retentionPolicy are removed, and the plugin is added with isWALArchiver: true and serverName ${server}; with it every ScheduledBackup gets method: plugin with its pluginConfiguration, since one of another method has nothing to run by any more`,
        writes: [
          onPlugin(before, plugin.name, { barmanObjectName: store, serverName: server }),
          ...schedules.map((schedule) => byPlugin(schedule, plugin.name)),
        ],
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

function inTreeSchedules(cluster: Manifest, index: Index): readonly Manifest[] {
  return dependentsOf(Kind.SCHEDULED_BACKUP, cluster, index).filter(
    (each) => (at(each, 'spec.method') ?? IN_TREE) === IN_TREE,
  );
}

/** The whole object: its configuration is what the Cluster said, but for the name in the store, which is a parameter of the plugin. */
function objectStore(cluster: Manifest, name: string): object {
  const { serverName: _, ...configuration } = record(at(cluster, 'spec.backup.barmanObjectStore'));
  const retentionPolicy = at(cluster, 'spec.backup.retentionPolicy');
  return {
    apiVersion: 'barmancloud.cnpg.io/v1',
    kind: 'ObjectStore',
    metadata: { name, namespace: cluster.metadata.namespace, ...protectionsOf(cluster) },
    spec: { ...(retentionPolicy !== undefined && { retentionPolicy }), configuration },
  };
}

/** The store is held by what holds its Cluster. */
function protectionsOf({ metadata }: Manifest): object {
  const annotations = Object.entries(metadata.annotations ?? {}).filter(([key]) => PROTECTIONS.includes(key));
  return annotations.length === 0 ? {} : { annotations: Object.fromEntries(annotations) };
}

function onPlugin(cluster: Manifest, name: string, parameters: object): object {
  return { ...identityOf(cluster), spec: { plugins: [{ name, isWALArchiver: true, parameters }] } };
}

function byPlugin(schedule: Manifest, name: string): object {
  return { ...identityOf(schedule), spec: { method: 'plugin', pluginConfiguration: { name } } };
}

function identityOf({ apiVersion, kind, metadata: { name, namespace } }: Manifest): object {
  return { apiVersion, kind, metadata: { name, namespace } };
}
