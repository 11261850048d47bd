import { expect, test } from 'vitest';
import { validate } from '../../../rules';
import { backupMissing } from '../../../rules/expert/backup-missing';
import { baseBackupMissing } from '../../../rules/expert/base-backup-missing';
import { recoveryUnwatched } from '../../../rules/expert/recovery-unwatched';
import { walArchiveMissing } from '../../../rules/expert/wal-archive-missing';
import { archived, BARMAN, cluster, type cnpg, dependent, scheduledBackup, table, withMetadata } from './support';

const plain = cluster({ instances: 3 });
const snapshots = cluster({ backup: { volumeSnapshot: { className: 'csi' } } });
const snapshotSchedule = scheduledBackup({ method: 'volumeSnapshot' });
const inTree = cluster({ backup: { barmanObjectStore: { destinationPath: 's3://a' } } });
const pluginSchedule = scheduledBackup({ method: 'plugin', pluginConfiguration: { name: BARMAN } });
const elsewhere = withMetadata(scheduledBackup({}), { namespace: 'backups' });
const off = cluster({ plugins: [{ name: BARMAN, enabled: false, isWALArchiver: true }] });
const annotated = <M extends { metadata: object }>(manifest: M, annotations: Record<string, string>) =>
  withMetadata(manifest, { annotations });
const dumping = (image: string, args: readonly string[] = []) => {
  const container = { name: 'dump', image, args, env: [{ name: 'PGHOST', value: 'shop-db-r' }] };
  const template = { spec: { containers: [container] } };
  const metadata = { name: 'dump', namespace: 'shop' };
  return { apiVersion: 'batch/v1', kind: 'CronJob', metadata, spec: { jobTemplate: { spec: { template } } } };
};
const asleep = { 'cnpg.io/hibernation': 'on' };
const disposable = { 'cnpg-gitops/disposable': 'filled again every night' };
const replica = { enabled: true, source: 'origin' };

/** Clusters of which no rule here asks for anything, whatever they have. */
const quiet = (spec: Record<string, unknown>, backups: readonly unknown[] = []) =>
  [
    ['a replica cluster', [cluster({ ...spec, replica }), ...backups], []],
    ['a replica cluster of a distributed topology', [cluster({ ...spec, replica: { primary: 'b' } }), ...backups], []],
    ['a hibernated Cluster', [annotated(cluster(spec), asleep), ...backups], []],
    ['a drill', [withMetadata(cluster(spec), { labels: { 'cnpg-gitops/drill': 'true' } }), ...backups], []],
    ['one that expires', [annotated(cluster(spec), { 'cnpg-gitops/expires': '2027-01-01T00:00:00Z' }), ...backups], []],
    ['a disposable one', [annotated(cluster(spec), disposable), ...backups], []],
  ] as const;

table(backupMissing, [
  [
    'nothing',
    [plain],
    ['CNPG backs nothing of this Cluster up, in what was read: no WAL archiver, no ScheduledBackup'],
  ],
  ['dumps', [plain, dumping('postgres:17.7', ['pg_dump -h shop-db-ro app'])], ['only CronJob dump dumps this Cluster']],
  ['dumps by an image that does', [plain, dumping('ghcr.io/x/pg-backup:1')], ['only CronJob dump dumps this Cluster']],
  ['a CronJob that only reads', [plain, dumping('ghcr.io/x/report:1')], ['CNPG backs nothing of this Cluster up']],
  ['a suspended schedule', [snapshots, scheduledBackup({ suspend: true })], ['ScheduledBackup daily is suspended']],
  ['a schedule of another namespace', [plain, elsewhere], ['no ScheduledBackup']],
  ['a schedule of another Cluster', [plain, scheduledBackup({ cluster: { name: 'other' } })], ['no ScheduledBackup']],
  ['a plugin that is switched off', [off], ['no WAL archiver']],
  ['an imported one', [cluster({ bootstrap: { initdb: { import: { type: 'microservice' } } } })], ['no WAL archiver']],
  ['one that was copied', [cluster({ bootstrap: { pg_basebackup: { source: 'old' } } })], ['no WAL archiver']],
  ['a section that is null', [cluster({ backup: { barmanObjectStore: null } })], ['no WAL archiver']],
  ['silence without a reason', [annotated(plain, { 'cnpg-gitops/disposable': 'true' })], ['no WAL archiver']],
  ['an empty reason', [annotated(plain, { 'cnpg-gitops/disposable': ' ' })], ['no WAL archiver']],
  ['snapshots on a schedule', [snapshots, snapshotSchedule], []],
  ['a Backup', [snapshots, dependent('Backup', 'once', { method: 'volumeSnapshot' })], []],
  ['an archiver of another publisher', [cluster({ plugins: [{ name: 'x.io', isWALArchiver: true }] })], []],
  ['an archiver, which is another rule', [archived()], []],
  ['an in-tree one', [inTree], []],
  ['a method that the Cluster lacks, which is another rule', [plain, pluginSchedule], []],
  ...quiet({}),
]);

const barman = archived().spec;
table(baseBackupMissing, [
  ['the plugin alone', [archived()], [`plugin ${BARMAN} archives WAL, but no ScheduledBackup or Backup`]],
  ['in-tree alone', [inTree], ['backup.barmanObjectStore archives WAL, but no ScheduledBackup']],
  ['a suspended schedule', [archived(), scheduledBackup({ suspend: true })], ['ScheduledBackup daily, which would']],
  ['a schedule of another namespace', [archived(), elsewhere], ['without a base backup nothing can be restored']],
  ['one of two schedules', [archived(), pluginSchedule, scheduledBackup({ suspend: true })], []],
  ['a Backup', [archived(), dependent('Backup', 'once', { method: 'plugin' })], []],
  ['no archiver, which is another rule', [plain], []],
  ['a plugin that is switched off', [off], []],
  ...quiet(barman),
]);

table(walArchiveMissing, [
  ['snapshots', [snapshots, snapshotSchedule], ['ScheduledBackup daily takes base backups, and nothing archives WAL']],
  ['one snapshot', [snapshots, dependent('Backup', 'once', { method: 'volumeSnapshot' })], ['Backup once takes']],
  [
    'another plugin',
    [
      cluster({ plugins: [{ name: 'x.io' }] }),
      scheduledBackup({ method: 'plugin', pluginConfiguration: { name: 'x.io' } }),
    ],
    ['nothing archives WAL'],
  ],
  ['snapshots and WAL', [cluster({ ...barman, ...snapshots.spec }), snapshotSchedule], []],
  [
    'the Barman plugin without isWALArchiver, which is another rule',
    [cluster({ plugins: [{ name: BARMAN }] }), pluginSchedule],
    [],
  ],
  ['backups that fail, which is another rule', [plain, snapshotSchedule], []],
  ['no base backups', [snapshots], []],
  ...quiet(snapshots.spec, [snapshotSchedule]),
]);

const origin = {
  name: 'origin',
  plugin: { name: BARMAN, parameters: { barmanObjectName: 'backups', serverName: 'shop-db' } },
};
const recovered = archived({ bootstrap: { recovery: { source: 'origin' } }, externalClusters: [origin] }, 'shop-db-r2');
const fromBackup = archived({ bootstrap: { recovery: { backup: { name: 'once' } } } }, 'shop-db-r2');
const monitor = (selector: Record<string, unknown>, namespace = 'shop') => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PodMonitor',
  metadata: { name: `of-${namespace}`, namespace },
  spec: { selector, podMetricsEndpoints: [{ port: 'metrics' }] },
});
const of = (name: string) => ({ matchLabels: { 'cnpg.io/cluster': name } });
const alerts = (...expressions: string[]) => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: { name: 'alerts', namespace: 'shop' },
  spec: { groups: [{ name: 'a', rules: expressions.map((expr) => ({ alert: 'Down', expr })) }] },
});
const up = (name: string) => `cnpg_collector_up{pod=~"${name}-[0-9]+"} == 0`;

table(recoveryUnwatched, [
  [
    'a PodMonitor and alerts of the source alone',
    [archived(), recovered, monitor(of('shop-db')), alerts(up('shop-db'))],
    ['its source shop-db has PodMonitor and alerts'],
  ],
  ['alerts alone', [archived(), recovered, alerts(up('shop-db'))], ['its source shop-db has alerts']],
  [
    'a Cluster out of a Backup',
    [archived(), dependent('Backup', 'once', {}), fromBackup, monitor(of('shop-db'))],
    ['its source shop-db has PodMonitor'],
  ],
  [
    'both of its own',
    [
      archived(),
      recovered,
      monitor(of('shop-db')),
      monitor(of('shop-db-r2'), 'shop'),
      alerts(up('shop-db'), up('shop-db-r2')),
    ],
    [],
  ],
  [
    'a PodMonitor of every instance',
    [archived(), recovered, monitor({ matchLabels: { 'cnpg.io/podRole': 'instance' } })],
    [],
  ],
  [
    'a PodMonitor of both',
    [
      archived(),
      recovered,
      monitor({ matchExpressions: [{ key: 'cnpg.io/cluster', operator: 'In', values: ['shop-db', 'shop-db-r2'] }] }),
    ],
    [],
  ],
  ['alerts that name no Cluster', [archived(), recovered, alerts('cnpg_collector_up == 0')], []],
  [
    'alerts of another one, whose name begins alike',
    [archived(), recovered, alerts(up('shop-db-r3'), up('my-shop-db'))],
    [],
  ],
  ['a source that is not watched either', [archived(), recovered], []],
  ['a source that is not among the objects', [recovered, monitor(of('shop-db'))], []],
  ['a Cluster that is not recovered', [archived(), archived({}, 'bank-db'), monitor(of('shop-db'))], []],
  [
    'a drill',
    [archived(), withMetadata(recovered, { labels: { 'cnpg-gitops/drill': 'x' } }), monitor(of('shop-db'))],
    [],
  ],
  ['a hibernated one', [archived(), annotated(recovered, asleep), monitor(of('shop-db'))], []],
]);

const promising = (annotations: Record<string, string>) =>
  annotated(archived({ postgresql: { parameters: { archive_timeout: '60s' } } }), {
    'cnpg-gitops/objectives': '{"rpo":{"disaster":"5m"}}',
    ...annotations,
  });
const errors = (...objects: ReturnType<typeof cnpg>[]) =>
  validate(objects).flatMap(({ rule, message }) => (rule === 'objective-rpo-disaster' ? [message] : []));

test('objectives that promise recovery make errors of it', () => {
  expect(errors(promising({}))).toEqual([expect.stringContaining('no active ScheduledBackup takes base backups')]);
  expect(errors(promising({}), scheduledBackup({ suspend: true }))).toHaveLength(1);
  expect(errors(promising({}), pluginSchedule)).toEqual([]);
  expect(errors(promising(disposable), pluginSchedule)).toEqual([
    expect.stringContaining('its data need not be recovered'),
  ]);
});
