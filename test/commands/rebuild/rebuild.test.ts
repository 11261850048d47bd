import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { manifestsOf } from '../../../commands/applications/application-tree';
import { UsageError } from '../../../commands/cli/usage-error';
import { restore } from '../../../commands/restore/restore';
import type { Manifest } from '../../../manifests/object/manifest';
import { captured } from '../support/console';
import {
  archive,
  closeRepository,
  clusters,
  declare,
  declared,
  lock,
  openRepository,
  repository,
  run,
  shop,
  written,
} from './support/lost-shop';

beforeEach(openRepository);
afterEach(closeRepository);

describe('npm run rebuild', () => {
  test('brings the cluster back from its newest point, under its name, into a new archive; all else is as it was', () => {
    const before = manifestsOf(shop());
    const out = run();
    const entry = { name: 'shop-db', from: 'shop-db', to: 'shop-db-r2', on: '2026-11-21T13:05:09Z' };
    expect(declared()).toEqual({ recoveries: [], rebuilds: [entry] });
    expect(clusters()).toEqual({ 'shop-db': ['shop-db', undefined, 'shop-db-r2'] });
    const differing = ['bootstrap', 'externalClusters', 'plugins'];
    const rest = (manifests: Manifest[]) =>
      manifests.map(({ spec, ...manifest }) => ({
        ...manifest,
        spec:
          manifest.kind === 'Cluster'
            ? Object.fromEntries(Object.entries(spec as object).filter(([key]) => !differing.includes(key)))
            : spec,
      }));
    expect(rest(manifestsOf(shop()))).toEqual(rest(before));
    expect(out).toContain(
      'shop-db is declared as recovered from "shop-db" to its newest point, and archives as "shop-db-r2"',
    );
  });

  test('prints the way in the order that Argo CD needs, and what git does not hold', () => {
    const out = run();
    expect([...out.matchAll(/^\d\. (.*)$/gm)].map(([, title]) => title)).toEqual([
      'no commit: keep Argo CD and Flux from the new Kubernetes cluster',
      'git commit -m "Rebuild shop-db from shop-db"',
      'no commit: bring what git does not hold',
      'no commit: let Argo CD apply the platform, and then the application',
      'no commit: take a base backup at once',
      'no commit: let clients in',
      'no commit: clean up',
    ]);
    expect(out.match(/way back: /g)).toHaveLength(7);
    for (const missing of [
      'kind Cluster of postgresql.cnpg.io/v1',
      'namespace shop',
      'storage class fast (Cluster shop-db)',
      'Secret shop/s3: ID, KEY',
      'DNS: Service shop-db-lb of Cluster shop/shop-db has another address',
      'new: the password in Secret shop/shop-db-app',
      'new: the authority in Secret shop/shop-db-ca, and all certificates that it signs',
    ]) {
      expect(out).toContain(`   ${missing}\n`);
    }
  });

  test('changes nothing when it is called again, until the cluster is lost again', () => {
    run();
    const before = written();
    expect(run({ at: '2026-11-20T13:37:00Z' })).toMatch(/shop-db is declared already as .*\n.*rebuild -- shop --again/);
    expect(written()).toBe(before);
    // Nobody has committed what it archives to now.
    expect(() => run({ again: true })).toThrow(
      /never wrote to s3:\/\/backups\/shop shop-db-r2: .* choose one with --from/,
    );
    lock(archive('shop-db'), archive('shop-db-r2'));
    run({ again: true });
    expect(clusters()).toEqual({ 'shop-db': ['shop-db-r2', undefined, 'shop-db-r3'] });
    run({ again: true, from: 'shop-db' });
    expect(clusters()).toEqual({ 'shop-db': ['shop-db', undefined, 'shop-db-r4'] });
  });

  test('is over where another archive is declared since, as a major upgrade does', () => {
    run();
    const upgraded = shop({ version: '18', serverName: 'shop-db-18' });
    expect(clusters(upgraded)).toEqual({ 'shop-db': [undefined, undefined, 'shop-db-18'] });
    lock(archive('shop-db'), archive('shop-db-r2'), archive('shop-db-18', 'shop-db', 18));
    expect(run({}, upgraded)).toContain('shop-db is declared as recovered from "shop-db-18" to its newest point');
    expect(clusters(upgraded)).toEqual({ 'shop-db': ['shop-db-18', undefined, 'shop-db-r3'] });
  });

  test('up to an instant, of the archive that has it', () => {
    run({ at: '2026-11-20T14:37:00+01:00' });
    expect(declared().rebuilds[0].at).toBe('2026-11-20T13:37:00Z');
    expect(clusters()).toEqual({ 'shop-db': ['shop-db', '2026-11-20 13:37:00.000000+00', 'shop-db-r2'] });
    lock(archive('shop-db'), archive('shop-db-r2'));
    const later = new Date('2026-11-24T00:00:00Z');
    run({ again: true, at: '2026-11-21T12:00:00Z', now: later });
    expect(clusters()).toMatchObject({ 'shop-db': ['shop-db', expect.any(String), 'shop-db-r3'] });
    run({ again: true, at: '2026-11-23T12:00:00Z', now: later });
    expect(clusters()).toMatchObject({ 'shop-db': ['shop-db-r2', expect.any(String), 'shop-db-r4'] });
  });

  test('a recovered cluster comes back from what it has written since, not from what once made it; drills are over', () => {
    declare({
      serving: 'shop-db-r2',
      recoveries: [
        { name: 'shop-db-r2', of: 'shop-db', at: '2026-11-01T00:00:00Z' },
        { name: 'look', of: 'shop-db', at: '2026-11-20T00:00:00Z', expires: '2026-11-28T00:00:00Z' },
      ],
    });
    lock(archive('shop-db'), archive('shop-db-r2', 'shop-db-r2'));
    expect(run()).toContain('drill look is gone with its Kubernetes cluster');
    expect(declared().serving).toBe('shop-db-r2');
    expect(clusters()).toEqual({
      'shop-db': ['shop-db', undefined, 'shop-db-r3'],
      'shop-db-r2': ['shop-db-r2', undefined, 'shop-db-r4'],
    });
    expect(() => run({ again: true, cluster: 'shop-db-r2', from: 'shop-db-r2', at: '2026-11-01T00:00:00Z' })).toThrow(
      UsageError,
    );
  });

  test('a later restore reads the archive that has its instant', () => {
    run();
    const later = new Date('2026-11-23T00:00:00Z');
    for (const time of ['2026-11-20T13:37:00Z', '2026-11-22T12:00:00Z']) {
      restore([shop()], { application: 'shop', at: time, root: repository(), now: later, console: captured() });
    }
    expect(declared().rebuilds).toHaveLength(1);
    expect(clusters()).toEqual({
      'shop-db': ['shop-db', undefined, 'shop-db-r2'],
      'shop-db-r3': ['shop-db', '2026-11-20 13:37:00.000000+00', 'shop-db-r3'],
      'shop-db-r4': ['shop-db-r2', '2026-11-22 12:00:00.000000+00', 'shop-db-r4'],
    });
  });
});
