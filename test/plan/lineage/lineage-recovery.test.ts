import { describe, expect, test } from 'vitest';
import { checkLineage } from '../../../plan';
import type { ArchiveEntry, LineageEntry } from '../../../plan/lineage/lineage-entry';
import { printLock } from '../../../plan/lineage/lineage-lock';
import { cluster, object } from '../objects';

const PLUGIN = 'barman-cloud.cloudnative-pg.io';
const configuration = { destinationPath: 's3://backups/shop/', endpointURL: 'https://s3.example.com' };
const store = object('ObjectStore', { configuration }, { name: 'store' });
const written = (major: number): ArchiveEntry => ({
  archive: 's3://backups/shop shop-db',
  major,
  cluster: 'shop/shop-db',
});
const image = (major: number) => `ghcr.io/cloudnative-pg/postgresql:${major}.1-standard-trixie`;

function recovered(major: number, entry: object, metadata: object = {}) {
  const spec = {
    imageName: image(major),
    bootstrap: { recovery: { source: 'origin' } },
    externalClusters: [{ name: 'origin', ...entry }],
  };
  return cluster(spec, { name: 'shop-db-r2', ...metadata });
}

const byPlugin = { plugin: { name: PLUGIN, parameters: { barmanObjectName: 'store', serverName: 'shop-db' } } };
const inTree = { barmanObjectStore: { destinationPath: 's3://backups/shop', serverName: 'shop-db' } };
const elsewhere = { plugin: { name: PLUGIN, parameters: { barmanObjectName: 'store', serverName: 'other' } } };

function problems(entries: readonly LineageEntry[], made: ReturnType<typeof cluster>) {
  return checkLineage(printLock(entries), [store, made]).problems.filter(({ message }) =>
    message.includes('recovered'),
  );
}

describe('a recovery out of an archive', () => {
  test.each([
    ['of the plugin', byPlugin],
    ['of CNPG itself', inTree],
  ])('that another major wrote, %s', (_, entry) => {
    expect(problems([written(17)], recovered(18, entry))).toEqual([
      {
        message:
          'Cluster shop/shop-db-r2 is PostgreSQL 18, but would be recovered from the archive s3://backups/shop shop-db, which PostgreSQL 17 wrote: no other major reads its backups',
        fix: expect.stringContaining('recover it with an image of 17, and upgrade it afterwards'),
      },
    ]);
  });

  const drill = {
    labels: { 'cnpg-gitops/drill': 'true' },
    annotations: { 'cnpg-gitops/expires': '2027-01-01T00:00:00Z' },
  };
  test.each<[string, LineageEntry[], ReturnType<typeof cluster>]>([
    ['its own major wrote', [written(17)], recovered(17, byPlugin)],
    ['both majors wrote', [written(17), written(18)], recovered(18, byPlugin)],
    ['the lock does not know', [written(17)], recovered(18, elsewhere)],
    [
      'another major wrote, if it was recovered long ago and upgraded since',
      [written(17), { object: 'Cluster shop/shop-db-r2' }],
      recovered(18, byPlugin),
    ],
    ['another major wrote, if it is a copy to try an upgrade in', [written(17)], recovered(18, byPlugin, drill)],
  ])('is right that %s', (_, entries, made) => {
    expect(problems(entries, made)).toEqual([]);
  });
});
