import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HEALTHY } from '../../../commands/drill/cluster-state';
import { at } from '../../../manifests/object/manifest';
import type { Asked } from './support/fake-api-server';
import { SHOP_SETTINGS, Stage } from './support/stage';

// The operator promotes no instance while its plugin does not answer: the worst node to lose has both.

const SETTINGS = { ...SHOP_SETTINGS, stopNode: 'stop' };
const SLICE = { 'kubernetes.io/service-name': 'barman-cloud' };

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.set();
  stage.server.put('Service', 'barman-cloud', {
    metadata: { namespace: 'cnpg-system', labels: { 'cnpg.io/pluginName': 'barman-cloud.cloudnative-pg.io' } },
  });
  stage.server.afterChange = operator;
});
afterEach(() => stage.server.stop());

function pluginOn(...nodes: readonly string[]): void {
  const endpoints = nodes.map((nodeName, index) => ({ nodeName, targetRef: { kind: 'Pod', name: `plugin-${index}` } }));
  stage.server.put('EndpointSlice', 'barman-cloud-x', { metadata: { labels: SLICE }, endpoints });
}

/** Switches over where that is asked for, and fails over to an instance on another node than the one that is cordoned. */
function operator({ method, kind, subresource, body, name }: Asked): void {
  if (method !== 'PATCH') return;
  if (kind === 'Cluster' && subresource === 'status') {
    const to = at(body, 'status.targetPrimary');
    stage.later(5, () => stage.status({ currentPrimary: to, timelineID: 2 }));
    stage.later(8, () => stage.status({ phase: HEALTHY }));
  }
  if (kind === 'Node' && at(body, 'spec.unschedulable') === true) {
    const to = name === 'node-3' ? 'shop-db-1' : 'shop-db-3';
    stage.status({ targetPrimary: to, phase: 'Failing over' });
    stage.later(20, () => stage.status({ currentPrimary: to, timelineID: 3, phase: HEALTHY }));
  }
}

const switchovers = () =>
  stage.server.asked.filter(({ method, subresource }) => method === 'PATCH' && subresource === 'status');

describe('node-loss', () => {
  test('takes the node of the primary where the plugin is on it', async () => {
    pluginOn('node-1');
    const { report } = await stage.run('node-loss', { settings: SETTINGS });
    expect(report.failures).toEqual([]);
    expect(report.facts).toMatchObject({
      node: 'node-1',
      'plugin on the lost node': 'yes, and nowhere else',
      'plugin pods before': 'plugin-0 on node-1',
    });
    expect(switchovers()).toEqual([]);
  });

  test('first makes the instance on the plugin’s node the primary', async () => {
    pluginOn('node-4', 'node-3');
    const { report } = await stage.run('node-loss', { settings: SETTINGS });
    expect(report.failures).toEqual([]);
    expect(stage.commands).toEqual(['stop node-3']);
    expect(report.facts).toMatchObject({
      node: 'node-3',
      'switched over first to': 'shop-db-3',
      'plugin on the lost node': 'yes, 1 of 2 pods',
      'primary before': 'shop-db-3',
      'primary after': 'shop-db-1',
      timeline: '2 → 3',
    });
    expect(switchovers()[0]?.body).toMatchObject({
      status: {
        targetPrimary: 'shop-db-3',
        phase: 'Switchover in progress',
        targetPrimaryTimestamp: expect.any(String),
      },
    });
    // What is measured begins after it.
    const texts = report.events.map(({ text }) => text);
    expect(texts.indexOf('shop-db-3 is made the primary: its node carries the plugin')).toBeLessThan(
      texts.indexOf('the writer starts'),
    );
  });

  test.each<[string, () => void, object, string]>([
    ['that is told not to', () => pluginOn('node-3'), { keepPrimary: true }, 'no'],
    ['with the plugin on a node without instances', () => pluginOn('node-9'), {}, 'no'],
    [
      'that does not find the plugin',
      () => {},
      {},
      'not known: namespace cnpg-system has no Service of barman-cloud.cloudnative-pg.io with a pod',
    ],
    [
      'of a cluster without plugins',
      () => stage.server.change('Cluster', 'shop-db', { spec: { plugins: [] } }),
      {},
      'no: the cluster uses none',
    ],
  ])('%s keeps the primary, and says what is known', async (_what, arrange, settings, answer) => {
    arrange();
    const { report } = await stage.run('node-loss', { settings: { ...SETTINGS, ...settings } });
    expect(report.failures).toEqual([]);
    expect(report.facts).toMatchObject({ node: 'node-1', 'plugin on the lost node': answer });
    expect(switchovers()).toEqual([]);
  });

  test('that may not look keeps the primary, and says so', async () => {
    stage.server.fault = ({ kind }) => (kind === 'Service' ? { code: 403, message: 'not yours' } : undefined);
    const { report } = await stage.run('node-loss', { settings: SETTINGS });
    expect(report.facts['plugin on the lost node']).toMatch(/^not known: GET .* 403 not yours$/);
  });

  test('stops no node if the switchover does not happen, and says what else to do', async () => {
    pluginOn('node-3');
    stage.server.afterChange = () => {};
    const { report } = await stage.run('node-loss', { settings: SETTINGS });
    expect(report.failures[0]).toMatch(/^switchover to shop-db-3, .*--keep-primary skips it\): not within 120 s; /);
    expect(stage.commands).toEqual([]);
  });
});
