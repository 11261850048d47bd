import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../manifests/object/manifest';
import type { Plan } from '../../plan';
import { cluster, object, planOf } from './objects';

const BARMAN = 'barman-cloud.cloudnative-pg.io';
const plugin = (more: Record<string, unknown> = {}) => ({
  plugins: [{ name: BARMAN, isWALArchiver: true, parameters: { barmanObjectName: 'store' }, ...more }],
});
const inTree = {
  backup: { barmanObjectStore: { destinationPath: 's3://a', s3Credentials: { inheritFromIAMRole: true } } },
};
const snapshots = { backup: { volumeSnapshot: { className: 'csi' } } };
const store = (name = 'store') =>
  object('ObjectStore', { configuration: { destinationPath: `s3://${name}` } }, { name });
const schedule = (spec: Record<string, unknown> = {}, name = 'daily') =>
  object('ScheduledBackup', { ...byPlugin, ...spec }, { name });
const byPlugin = {
  schedule: '0 0 2 * * *',
  cluster: { name: 'shop-db' },
  method: 'plugin',
  pluginConfiguration: { name: BARMAN },
};
const bySnapshot = { method: 'volumeSnapshot', pluginConfiguration: undefined };
const archived = cluster(plugin());
const other = cluster(plugin({ parameters: { barmanObjectName: 'store', serverName: 'x' } }), { name: 'other-db' });
const disposable = { annotations: { 'cnpg-gitops/disposable': 'filled again every night' } };

type Row = readonly [what: string, before: readonly Manifest[], after: readonly Manifest[], at: string];

describe('the way back is lost', () => {
  test.each<Row>([
    ['the plugin goes', [archived, store()], [cluster(), store()], 'Cluster spec.plugins'],
    [
      'it is switched off',
      [archived],
      [cluster(plugin({ enabled: false }))],
      `Cluster spec.plugins[name=${BARMAN}].enabled`,
    ],
    [
      'it archives no more',
      [archived],
      [cluster(plugin({ isWALArchiver: false }))],
      `Cluster spec.plugins[name=${BARMAN}].isWALArchiver`,
    ],
    [
      'the archiver of another publisher goes',
      [cluster(plugin({ name: 'x.io' }))],
      [cluster()],
      'Cluster spec.plugins',
    ],
    ['backup goes', [cluster(inTree)], [cluster()], 'Cluster spec.backup'],
    [
      'in-tree goes, and a plugin comes that archives nothing',
      [cluster(inTree)],
      [cluster(plugin({ isWALArchiver: false }))],
      'Cluster spec.backup',
    ],
    ['the store goes', [archived, store()], [archived], 'ObjectStore metadata.name'],
    [
      'the Cluster names a store that is not there',
      [archived, store()],
      [cluster(plugin({ parameters: { barmanObjectName: 'stor' } })), store()],
      `Cluster spec.plugins[name=${BARMAN}].parameters.barmanObjectName`,
    ],
    [
      'the Cluster names none',
      [archived],
      [cluster(plugin({ parameters: undefined }))],
      `Cluster spec.plugins[name=${BARMAN}].parameters`,
    ],
    [
      'WAL is thrown away',
      [archived],
      [cluster(plugin(), { annotations: { 'cnpg.io/skipWalArchiving': 'enabled' } })],
      'Cluster metadata.annotations[cnpg.io/skipWalArchiving]',
    ],
    ['the schedule goes', [archived, schedule()], [archived], 'ScheduledBackup metadata.name'],
    [
      'it is suspended',
      [archived, schedule()],
      [archived, schedule({ suspend: true })],
      'ScheduledBackup spec.suspend',
    ],
    [
      'it never fires',
      [archived, schedule()],
      [archived, schedule({ schedule: '0 0 2 30 2 *' })],
      'ScheduledBackup spec.schedule',
    ],
    [
      'its method is not the Cluster’s',
      [archived, schedule()],
      [archived, schedule({ method: 'volumeSnapshot', pluginConfiguration: undefined })],
      'ScheduledBackup spec.method',
    ],
    [
      'its plugin is not the Cluster’s',
      [archived, schedule()],
      [archived, schedule({ pluginConfiguration: { name: 'x.io' } })],
      'ScheduledBackup spec.pluginConfiguration.name',
    ],
    [
      'snapshots go',
      [cluster(snapshots), schedule(bySnapshot)],
      [cluster(), schedule(bySnapshot)],
      'Cluster spec.backup',
    ],
    [
      'both schedules are suspended',
      [archived, schedule(), schedule({}, 'b')],
      [archived, schedule({ suspend: true }), schedule({ suspend: true }, 'b')],
      'ScheduledBackup spec.suspend',
    ],
  ])('%s', (_, before, after, at) => expectLost(planOf(before, after), at));

  test('it backs up another Cluster, which operators before 1.28.4 allow', () => {
    const after = [archived, other, schedule({ cluster: { name: 'other-db' } })];
    expectLost(planOf([archived, other, schedule()], after, '1.28.3'), 'ScheduledBackup spec.cluster.name');
    expect(planOf([archived, other, schedule()], after, '1.28.4').worst).toBe('rejected');
  });
});

function expectLost({ changes, worst }: Plan, at: string): void {
  expect(worst).toBe('data-loss');
  const [first] = changes;
  expect(`${first?.kind} ${first?.fields[0]?.path}`).toBe(at);
  expect(first?.fields[0]).toMatchObject({
    impact: 'data-loss',
    reason: expect.stringMatching(/nothing .*can be restored/),
  });
}

describe('it is not', () => {
  const plugins = plugin();
  test.each<readonly [string, readonly Manifest[], readonly Manifest[]]>([
    [
      'from in-tree to the plugin',
      [cluster(inTree), schedule({ method: 'barmanObjectStore', pluginConfiguration: undefined })],
      [archived, store(), schedule()],
    ],
    [
      'the same, the schedule in the next commit',
      [cluster(inTree), store(), schedule({ method: 'barmanObjectStore', pluginConfiguration: undefined })],
      [archived, store(), schedule({ method: 'barmanObjectStore', pluginConfiguration: undefined })],
    ],
    [
      'one of two schedules is suspended',
      [archived, schedule(), schedule({}, 'b')],
      [archived, schedule({ suspend: true }), schedule({}, 'b')],
    ],
    ['one of two schedules goes', [archived, schedule(), schedule({}, 'b')], [archived, schedule()]],
    ['a schedule gets another name', [archived, schedule()], [archived, schedule({}, 'nightly')]],
    ['a suspended schedule goes', [archived, schedule({ suspend: true })], [archived]],
    ['a schedule of no Cluster of this change goes', [schedule()], []],
    [
      'the schedule of a Cluster that is put to sleep',
      [archived, schedule()],
      [cluster(plugins, { annotations: { 'cnpg.io/hibernation': 'on' } }), schedule({ suspend: true })],
    ],
    ['a disposable Cluster', [cluster({ ...plugins }, disposable), schedule()], [cluster({}, disposable)]],
    ['a Cluster that becomes disposable', [archived, schedule()], [cluster({}, disposable)]],
    [
      'a replica cluster',
      [cluster({ ...plugins, replica: { enabled: true, source: 'a' } }), schedule()],
      [cluster({ replica: { enabled: true, source: 'a' } })],
    ],
    ['a store of which nobody knows', [archived], [cluster(plugin({ parameters: { barmanObjectName: 'other' } }))]],
    ['a plugin that archived nothing', [cluster(plugin({ isWALArchiver: false }))], [cluster()]],
    [
      'another store, which is there',
      [archived, store(), store('b')],
      [cluster(plugin({ parameters: { barmanObjectName: 'b' } })), store(), store('b')],
    ],
    ['another time', [archived, schedule()], [archived, schedule({ schedule: '0 0 3 * * *' })]],
  ])('%s', (_, before, after) => {
    expect(planOf(before, after).worst).not.toBe('data-loss');
  });
});

test('says what archives now, and why nothing has to', () => {
  const reason = (after: Manifest) =>
    planOf([cluster(inTree)], [after]).changes[0]?.fields.find(({ path }) => path === 'spec.backup')?.reason;
  expect(reason(archived)).toMatch(/From now on plugin barman-cloud.cloudnative-pg.io archives$/);
  expect(reason(cluster({}, disposable))).toMatch(/cluster is marked as disposable$/);
});

test('names the clusters that still want a store', () => {
  const [change] = planOf([archived, store()], [archived]).changes;
  expect(change?.fields[0]?.reason).toMatch(/^Cluster shop\/shop-db still names it: nothing written from now/);
});

test('snapshots on a schedule are the moments that are left', () => {
  const [change] = planOf(
    [cluster({ ...plugin(), ...snapshots }), schedule(bySnapshot)],
    [cluster(snapshots), schedule(bySnapshot)],
  ).changes;
  expect(change?.fields[0]?.reason).toMatch(/except by base backups that need no WAL/);
});
