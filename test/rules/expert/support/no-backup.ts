import { archived, BARMAN, cluster, scheduledBackup, withMetadata } from '.';

export const plain = cluster({ instances: 3 });

export const snapshots = cluster({ backup: { volumeSnapshot: { className: 'csi' } } });

export const snapshotSchedule = scheduledBackup({ method: 'volumeSnapshot' });

export const inTree = cluster({ backup: { barmanObjectStore: { destinationPath: 's3://a' } } });

export const pluginSchedule = scheduledBackup({ method: 'plugin', pluginConfiguration: { name: BARMAN } });

export const elsewhere = withMetadata(scheduledBackup({}), { namespace: 'backups' });

export const off = cluster({ plugins: [{ name: BARMAN, enabled: false, isWALArchiver: true }] });

export const annotated = <M extends { metadata: object }>(manifest: M, annotations: Record<string, string>) =>
  withMetadata(manifest, { annotations });

export const asleep = { 'cnpg.io/hibernation': 'on' };

export const disposable = { 'cnpg-gitops/disposable': 'filled again every night' };

export const replica = { enabled: true, source: 'origin' };

/** Clusters of which no rule here asks for anything, whatever they have. */
export const quiet = (spec: Record<string, unknown>, backups: readonly unknown[] = []) =>
  [
    ['a replica cluster', [cluster({ ...spec, replica }), ...backups], []],
    ['a replica cluster of a distributed topology', [cluster({ ...spec, replica: { primary: 'b' } }), ...backups], []],
    ['a hibernated Cluster', [annotated(cluster(spec), asleep), ...backups], []],
    ['a drill', [withMetadata(cluster(spec), { labels: { 'cnpg-gitops/drill': 'true' } }), ...backups], []],
    ['one that expires', [annotated(cluster(spec), { 'cnpg-gitops/expires': '2027-01-01T00:00:00Z' }), ...backups], []],
    ['a disposable one', [annotated(cluster(spec), disposable), ...backups], []],
  ] as const;

export const barman = archived().spec;

export const origin = {
  name: 'origin',
  plugin: { name: BARMAN, parameters: { barmanObjectName: 'backups', serverName: 'shop-db' } },
};

export const recovered = archived(
  { bootstrap: { recovery: { source: 'origin' } }, externalClusters: [origin] },
  'shop-db-r2',
);

export const of = (name: string) => ({ matchLabels: { 'cnpg.io/cluster': name } });

export const up = (name: string) => `cnpg_collector_up{pod=~"${name}-[0-9]+"} == 0`;
