import { expect, test } from 'vitest';
import { platformPlans } from '../../../commands/plan/platform-plans';
import type { Manifest } from '../../../manifests/object/manifest';
import { DEFAULT_TARGET } from '../../../values/cnpg/target';

const options = () => ({ now: new Date('2026-11-21'), target: DEFAULT_TARGET });

function operator(platform: string, targetRevision: string, folder = `platforms/${platform}`) {
  const source = { chart: 'cloudnative-pg', targetRevision };
  return filed(`${folder}/application.yaml`, 'argoproj.io/v1alpha1', 'Application', 'cnpg', 'argocd', { source });
}

function application(platform: string, path: string, folder = `platforms/${platform}`) {
  const spec = { source: { path: `dist/${path}` } };
  return filed(`${folder}/application.yaml`, 'argoproj.io/v1alpha1', 'Application', path, 'argocd', spec);
}

function filed(file: string, apiVersion: string, kind: string, name: string, namespace: string, spec: object) {
  const manifest: Manifest = { apiVersion, kind, metadata: { name, namespace }, spec };
  return { file, manifest };
}

const pooler = (folder: string, instances: number) =>
  filed(`${folder}/pooler.yaml`, 'postgresql.cnpg.io/v1', 'Pooler', 'pool', 'shop', {
    instances,
    cluster: { name: 'db' },
  });

const repository = (east: string, west: string, instances: number) => [
  operator('east', east),
  application('east', 'shop-east'),
  pooler('shop-east', 1),
  operator('west', west),
  application('west', 'shop-west'),
  pooler('shop-west', instances),
];

const said = (...given: Parameters<typeof platformPlans>) =>
  platformPlans(...given).changes.map(({ action, kind, name }) => `${action} ${kind} ${name}`);

test('objects of one name on two platforms are two objects', () => {
  const [before, after] = [repository('0.27.0', '0.27.0', 1), repository('0.27.0', '0.27.1', 2)];
  expect(said(before, after, options).sort()).toEqual(['update Application cnpg', 'update Pooler pool']);
  expect(said(before, after, options, 'east')).toEqual([]);
  expect(said(before, after, options, 'west')).toHaveLength(2);
});

test('each is planned for its own versions', () => {
  const asked: string[] = [];
  const targets = (platform: string) => {
    asked.push(platform);
    return options();
  };
  platformPlans(repository('0.27.0', '0.27.0', 1), repository('0.27.0', '0.27.0', 1), targets);
  expect(asked).toEqual(['east', 'west']);
});

test('what moves to a platform of its own is no other object, and what one platform did for two was done on both', () => {
  const before = [operator('', '0.27.0', 'platform'), application('', 'shop-east', 'platform'), pooler('shop-east', 1)];
  const after = repository('0.27.0', '0.29.0', 1);
  expect(said(before, after, options).sort()).toEqual(['create Application shop-west', 'update Application cnpg']);
});

test('what a platform that is removed had is removed, though another has objects of the same names', () => {
  const both = repository('0.29.0', '0.29.0', 1);
  const east = both.slice(0, 3);
  const gone = ['delete Application cnpg', 'delete Application shop-west', 'delete Pooler pool'];
  expect(said(both, east, options).sort()).toEqual(gone);
  const north = [operator('north', '0.29.0'), application('north', 'shop-north'), pooler('shop-north', 1)];
  expect(said([...both, ...north], [...east, ...north], options).sort()).toEqual(gone);
  expect(said(east, east, options)).toEqual([]);
});

test('a cluster that moves from one platform to another is a replica there first', () => {
  const db = (folder: string) =>
    filed(`${folder}/db.yaml`, 'postgresql.cnpg.io/v1', 'Cluster', 'db', 'shop', { instances: 3 });
  const both = repository('0.29.0', '0.29.0', 1);
  const { steps } = platformPlans([...both, db('shop-east')], [...both, db('shop-west')], options);
  expect(steps).toEqual([expect.objectContaining({ object: 'Cluster shop/db', platform: 'west' })]);
  expect(steps?.[0]?.steps.map(({ commit }) => commit.split(':')[0])).toEqual([
    'on west',
    'on west only',
    'on east',
    'on west',
    'on east',
  ]);
  expect(platformPlans([...both, db('shop-east')], both, options).steps).toBeUndefined();
});
