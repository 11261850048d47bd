import { describe, expect, test } from 'vitest';
import { plan } from '../../../plan';
import { cluster, NOW, object, planOf } from '../objects';
import { operator, plugin, upgrade } from './upgrades';

const CLUSTERS = [
  cluster({}, { name: 'switched' }),
  cluster({ primaryUpdateMethod: undefined }, { name: 'restarted' }),
  cluster({ primaryUpdateStrategy: 'supervised' }, { name: 'supervised' }),
  cluster({ instances: 1 }, { name: 'alone' }),
  cluster({}, { name: 'asleep', annotations: { 'cnpg.io/hibernation': 'on' } }),
];

describe('how clusters get the instance manager of another operator', () => {
  test('each in its own way', () => {
    const found = upgrade('1.28.0', '1.28.1', CLUSTERS);
    const of = (name: string) => found.effects.filter(({ object: it }) => it === `Cluster shop/${name}`);
    expect(of('switched')).toMatchObject([{ impact: 'rolling-update', reason: /then a switchover/ }].map(matching));
    expect(of('restarted')).toMatchObject([{ impact: 'restart', reason: /then the primary in place/ }].map(matching));
    expect(of('supervised')).toMatchObject(
      [{ impact: 'rolling-update', reason: /waits for kubectl cnpg promote/ }].map(matching),
    );
    expect(of('alone')).toMatchObject([{ impact: 'restart', reason: /the only instance/ }].map(matching));
    expect(of('asleep')).toMatchObject([{ impact: 'none', reason: /hibernated/ }].map(matching));
    expect(found).toMatchObject({
      product: 'operator',
      object: 'Deployment cnpg-system/cnpg',
      from: '1.28.0',
      to: '1.28.1',
      impact: 'restart',
    });
  });

  test('in place where the operator is told so', () => {
    const found = upgrade('1.28.0', '1.28.1', CLUSTERS, { ENABLE_INSTANCE_MANAGER_INPLACE_UPDATES: 'true' });
    expect(found.effects.filter(({ reason }) => /in place, PostgreSQL does not restart/.test(reason))).toHaveLength(4);
    expect(found.impact).toBe('none');
    expect(found.notes.join()).not.toContain('DELAY');
  });

  test('spread by the delays, which a plan asks for when there are several', () => {
    const delays = { CLUSTERS_ROLLOUT_DELAY: '600', INSTANCES_ROLLOUT_DELAY: '60' };
    expect(upgrade('1.28.0', '1.28.1', CLUSTERS, delays).notes).toContain(
      'the operator waits 600 s between two clusters (CLUSTERS_ROLLOUT_DELAY) and 60 s between two instances of one (INSTANCES_ROLLOUT_DELAY)',
    );
    expect(upgrade('1.28.0', '1.28.1', CLUSTERS).notes.join()).toContain('4 clusters roll at the same time');
    expect(upgrade('1.28.0', '1.28.1', [cluster()]).notes.join()).not.toContain('DELAY');
  });
});

test('the plugin rolls the clusters that use it, also where the operator updates in place', () => {
  const archiving = cluster({ plugins: [{ name: 'barman-cloud.cloudnative-pg.io' }] }, { name: 'archiving' });
  const others = [...operator('1.28.0', { ENABLE_INSTANCE_MANAGER_INPLACE_UPDATES: 'true' }), archiving, cluster()];
  const { upgrades } = planOf([plugin('0.11.0'), ...others], [plugin('0.12.0'), ...others]);
  expect(upgrades).toMatchObject([{ product: 'plugin', from: '0.11.0', to: '0.12.0', impact: 'rolling-update' }]);
  expect(upgrades?.[0]?.effects.map(({ object: it }) => it)).toEqual(['Cluster shop/archiving']);
});

test.each([
  ['a HelmRelease', release('0.27.0'), release('0.29.0')],
  ['a HelmRelease of an OCI chart', release('0.27.0', 'oci/cloudnative-pg'), release('0.29.0', 'oci/cloudnative-pg')],
  ['a Deployment', deployment('1.28.0'), deployment('1.30.0')],
])('%s tells the version, too', (_what, before, after) => {
  const { upgrades } = planOf([before, cluster()], [after, cluster()]);
  expect(upgrades).toMatchObject([{ product: 'operator', from: '1.28.0', to: '1.30.0' }]);
});

test('settings are read from the ConfigMap of an operator without a chart', () => {
  const settings = {
    ...object('ConfigMap', {}, { name: 'cnpg-controller-manager-config', namespace: 'cnpg-system' }),
    apiVersion: 'v1',
    data: { ENABLE_INSTANCE_MANAGER_INPLACE_UPDATES: 'true' },
  };
  const change = (objects: Parameters<typeof planOf>[0]) =>
    planOf([deployment('1.28.0'), ...objects], [deployment('1.28.1'), ...objects]).upgrades?.[0];
  expect(change([cluster(), settings])?.impact).toBe('none');
  expect(change([cluster()])).toMatchObject({ impact: 'rolling-update' });
  expect(change([cluster()])?.notes.join()).toContain('which these manifests do not show');
});

test('of a version that nobody knows only the rollout is said', () => {
  const { upgrades } = planOf([release('0.27.0'), cluster()], [release('0.99.0'), cluster()]);
  expect(upgrades).toMatchObject([{ from: '1.28.0', to: null, impact: 'rolling-update', gains: [] }]);
  expect(upgrades?.[0]?.notes[0]).toContain('chart 0.99.0: the version is not known here');
});

test('a new operator, a new cluster and another setting are no upgrade', () => {
  expect(planOf([cluster()], [...operator('1.30.0'), cluster()]).upgrades).toBeUndefined();
  const spread = operator('1.28.0', { CLUSTERS_ROLLOUT_DELAY: '5' });
  expect(planOf([...operator('1.28.0'), cluster()], [...spread, cluster()]).upgrades).toBeUndefined();
  expect(planOf(operator('1.28.0'), [...operator('1.28.1'), cluster()]).upgrades?.[0]?.effects).toEqual([]);
});

test('the worst of a plan counts what an upgrade does', () => {
  const { worst } = plan(
    [deployment('1.28.0'), cluster({ instances: 1 })],
    [deployment('1.28.1'), cluster({ instances: 1 })],
    { now: NOW },
  );
  expect(worst).toBe('restart');
});

function release(version: string, chart = 'cloudnative-pg') {
  return { ...object('HelmRelease', { chart: { spec: { chart, version } } }), apiVersion: 'helm.toolkit.fluxcd.io/v2' };
}

function deployment(version: string) {
  const image = `ghcr.io/cloudnative-pg/cloudnative-pg:${version}`;
  return object('Deployment', { template: { spec: { containers: [{ name: 'manager', image }] } } });
}

function matching({ impact, reason }: { impact: string; reason: RegExp }) {
  return { impact, reason: expect.stringMatching(reason) };
}
