import { expect, it } from 'vitest';
import { addRecoveries, recoveriesFrom, recoveriesOf } from '../../../constructs/index';
import { at } from '../../../manifests/object/manifest';
import { cluster, store } from '../support/cluster';
import { only, render } from '../support/render';

const AT = '2026-11-20T13:37:00Z';
const all = recoveriesFrom({
  serving: 'one-v18',
  recoveries: [
    { name: 'one-r2', of: 'one', at: AT },
    { name: 'two-r2', of: 'two', at: AT },
    { name: 'one-r3', of: 'one-r2', at: AT },
  ],
  rebuilds: [{ name: 'two-r2', from: 'two-r2', to: 'two-r2-r2', on: AT }],
  upgrades: [{ name: 'one-v18', of: 'one-r3', version: '18', image: 'a/postgresql:18.1' }],
  hibernated: ['one-r3'],
  dropped: [{ name: 'two', reason: 'two-r2 is right' }],
});

it('each cluster has what is made of it, step by step, and what serves in its place', () => {
  const one = recoveriesOf(all, 'one');
  expect(one.recoveries.map(({ name }) => name)).toEqual(['one-r2', 'one-r3']);
  expect([one.serving, one.upgrades?.map(({ name }) => name), one.rebuilds]).toEqual(['one-v18', ['one-v18'], []]);
  expect([one.hibernated, one.dropped]).toEqual([['one-r3'], []]);
  const two = recoveriesOf(all, 'two');
  expect([two.hibernated, two.dropped?.map(({ name }) => name)]).toEqual([[], ['two']]);
  expect(two.recoveries.map(({ name }) => name)).toEqual(['two-r2']);
  expect([two.serving, two.upgrades, two.rebuilds?.length]).toEqual([undefined, [], 1]);
});

it('a cluster with a server name of its own, as a major upgrade leaves it, is rebuilt', () => {
  const rebuilds = [{ name: 'shop-db', from: 'shop-db-v18', to: 'shop-db-r2', on: AT }];
  const manifests = render((folder) => {
    const source = cluster(folder, { name: 'shop-db', archive: store(folder), serverName: 'shop-db-v18' });
    addRecoveries(folder, source, recoveriesFrom({ recoveries: [], rebuilds }));
  });
  expect(at(only(manifests, 'Cluster'), 'spec.plugins.0.parameters.serverName')).toBe('shop-db-r2');
  expect(at(only(manifests, 'Cluster'), 'spec.externalClusters.0.plugin.parameters.serverName')).toBe('shop-db-v18');
});

it('of several that serve each has its own', () => {
  const both = { ...all, serving: ['one-v18', 'two-r2'] };
  expect([recoveriesOf(both, 'one').serving, recoveriesOf(both, 'two').serving]).toEqual(['one-v18', 'two-r2']);
  expect(recoveriesOf({ ...both, serving: ['two-r2'] }, 'one').serving).toBeUndefined();
});
