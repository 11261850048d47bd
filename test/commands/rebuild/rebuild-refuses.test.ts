import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { manifestsOf } from '../../../commands/applications/application-tree';
import { UsageError } from '../../../commands/cli/usage-error';
import type { RebuildRequest } from '../../../commands/rebuild/rebuild';
import { ExternalCluster, Instant, PostgresCluster, PostgresClusterFromBackup } from '../../../constructs';
import type { LineageEntry } from '../../../plan/lineage/lineage-entry';
import {
  archive,
  closeRepository,
  declare,
  declared,
  lock,
  openRepository,
  PROPS,
  repository,
  run,
  shop,
  type Variant,
  written,
} from './support/lost-shop';

beforeEach(openRepository);
afterEach(closeRepository);

describe('npm run rebuild refuses, and writes nothing,', () => {
  const byHand: Variant = {
    more: (folder, store) => {
      const source = {
        archive: { name: 'shop-db', store, serverName: 'shop-db' },
        target: { kind: 'time', time: Instant.parse('2026-10-01T00:00:00Z') },
      } as const;
      const application = { database: 'shop', owner: 'shop' };
      new PostgresClusterFromBackup(folder, 'Other', { ...PROPS, name: 'other', archive: store, source, application });
    },
  };
  const replica: Variant = {
    more: (folder, store) => {
      const source = ExternalCluster.fromArchive({ name: 'origin', store, serverName: 'origin' });
      new PostgresCluster(folder, 'Other', {
        ...PROPS,
        name: 'other',
        archive: store,
        bootstrap: { method: 'recovery', from: 'archive', archive: source, database: 'shop', owner: 'shop' },
        replica: { topology: 'standalone', source },
      });
    },
  };

  test.each<[string, Partial<RebuildRequest>, Variant, LineageEntry[], RegExp]>([
    [
      'what no chart reads',
      {},
      { reads: false },
      [],
      /"shop-db" would come back empty: its bootstrap is initdb, although s3:\/\/backups\/shop shop-db was written; call addRecoveries/,
    ],
    [
      'a stale recovery',
      {},
      byHand,
      [archive('other', 'other')],
      /"other" would go back in time: its bootstrap is the recovery to 2026-10-01T00:00:00Z that once made it/,
    ],
    [
      'no archive',
      {},
      { archived: false },
      [],
      /"shop-db" archives nowhere, so it comes back empty; leave it out with --cluster/,
    ],
    ['a replica', {}, replica, [], /"other" has `replica`: make the other site the primary/],
    [
      'an archive that was never written',
      { from: 'shop-db-x' },
      {},
      [],
      /never wrote to s3:\/\/backups\/shop shop-db-x: lineage.lock.json knows of shop-db: choose one with --from/,
    ],
    [
      'another major version',
      {},
      { version: '18' },
      [],
      /was written by PostgreSQL 17, and shop-db is declared with 18: declare 17/,
    ],
    ['another application', { application: 'shoe' }, {}, [], /no application "shoe"/],
    ['another cluster', { cluster: 'db' }, {}, [], /no cluster "db": there is shop-db/],
    [
      '--from of several',
      { from: 'shop-db' },
      byHand,
      [],
      /--from "shop-db" is of one cluster: add --cluster with one of shop-db, other/,
    ],
    ['the future', { at: '2026-11-22T00:00:00Z' }, {}, [], /is in the future/],
    ['a local time', { at: '2026-11-20T13:37:00' }, {}, [], /is a local time/],
    ['before the retention', { at: '2026-11-01T00:00:00Z' }, {}, [], /the archive keeps 7 days/],
  ])('%s', (_, request, variant, more, message) => {
    lock(archive('shop-db'), ...more);
    const before = written();
    const call = () => run(request, shop(variant));
    expect(call).toThrow(UsageError);
    expect(call).toThrow(message);
    expect(written()).toBe(before);
  });

  test('a cluster that git alone has', () => {
    lock();
    expect(() => run()).toThrow('never wrote to s3://backups/shop shop-db: lineage.lock.json knows of none');
    rmSync(join(repository(), 'lineage.lock.json'));
    expect(() => run()).toThrow('knows of none');
  });

  test('and leaves out what it is told to', () => {
    lock(archive('shop-db'));
    run({ cluster: 'shop-db' }, shop(byHand));
    expect(declared().rebuilds).toHaveLength(1);
  });
});

test.each([
  [{ rebuilds: {} }, 'rebuilds is {}: give a list'],
  [{ rebuilds: [{ name: 'shop-db' }] }, 'rebuilds[0].from is undefined'],
  [{ rebuilds: [{ name: 'shop-db', from: 'a', to: 'b', on: 'today' }] }, 'rebuilds[0].on is "today"'],
  [
    { rebuilds: [{ name: 'db', from: 'a', to: 'b', on: '2026-11-20T00:00:00Z' }] },
    'rebuilds: there is no cluster "db"',
  ],
  [{ rebuilds: [{ name: 'shop-db', from: 'a', to: 'a', on: '2026-11-20T00:00:00Z' }] }, 'it would archive under "a"'],
])('a file that it did not write is refused: %j', (content, message) => {
  declare({ recoveries: [], ...content });
  expect(() => manifestsOf(shop())).toThrow(message);
});
