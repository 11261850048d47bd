import { describe, expect, it } from 'vitest';
import { distributedSite, ObjectStore, PostgresCluster, recovery, type SiteOptions } from '../../../constructs/index';
import { MINIMAL } from '../support/cluster';
import { at, only, refused, render } from '../support/render';

const HERE = { name: 'orders-db', store: ObjectStore.fromObjectStoreName('backups') };
const THERE = { name: 'orders-db-dr', store: ObjectStore.fromObjectStoreName('backups-dr'), serverName: 'dr' };

/** One site as it is declared in its Kubernetes cluster. */
function site(options: Omit<SiteOptions, 'bootstrap'>) {
  const manifests = render((folder) => {
    const { self } = options;
    const archive = { store: self.store, serverName: self.serverName ?? self.name };
    const made = distributedSite({ ...options, bootstrap: MINIMAL.bootstrap });
    new PostgresCluster(folder, 'Database', { ...MINIMAL, name: self.name, archive, ...made });
  });
  expect(refused(manifests)).toEqual([]);
  return only(manifests, 'Cluster');
}

it('lets the second site follow the archive of the first', () => {
  const first = site({ self: HERE, other: THERE, primary: 'orders-db' });
  const second = site({ self: THERE, other: HERE, primary: 'orders-db' });
  expect(at(first, 'spec.replica')).toEqual({ source: 'orders-db-dr', primary: 'orders-db', self: 'orders-db' });
  expect(at(second, 'spec.replica')).toEqual({ source: 'orders-db', primary: 'orders-db', self: 'orders-db-dr' });
  expect(at(first, 'spec.bootstrap')).toHaveProperty('initdb');
  expect(at(second, 'spec.bootstrap')).toEqual({ recovery: { source: 'orders-db', database: 'orders', owner: 'app' } });
  expect(at(second, 'spec.externalClusters')).toMatchObject([
    { name: 'orders-db', plugin: { parameters: { barmanObjectName: 'backups', serverName: 'orders-db' } } },
    { name: 'orders-db-dr', plugin: { parameters: { barmanObjectName: 'backups-dr', serverName: 'dr' } } },
  ]);
});

it('changes the roles: the same primary on both sides, the token on the one that takes over', () => {
  const demoted = site({ self: HERE, other: THERE, primary: 'orders-db-dr' });
  expect(at(demoted, 'spec.bootstrap')).toEqual({
    recovery: { source: 'orders-db-dr', database: 'orders', owner: 'app' },
  });
  expect(at(demoted, 'spec.replica')).toEqual({ source: 'orders-db-dr', primary: 'orders-db-dr', self: 'orders-db' });
  const promoted = distributedSite({
    self: THERE,
    bootstrap: recovery({
      database: 'orders',
      owner: 'app',
      from: 'archive',
      archive: { ...HERE, serverName: 'orders-db' },
    }),
    other: HERE,
    primary: 'orders-db-dr',
    promotionToken: 'dG9rZW4=',
  });
  expect(promoted.bootstrap.method).toBe('recovery');
  expect(promoted.replica).toMatchObject({ primary: 'orders-db-dr', promotionToken: 'dG9rZW4=' });
});

describe('refuses', () => {
  it.each<[string, Omit<SiteOptions, 'bootstrap'>, string]>([
    ['two sites of one name', { self: HERE, other: HERE, primary: 'orders-db' }, 'both sites have that name'],
    [
      'a third primary',
      { self: HERE, other: THERE, primary: 'other' },
      'primary "other" is not one of the sites: write orders-db or orders-db-dr',
    ],
    [
      'a token for the demoted',
      { self: HERE, other: THERE, primary: 'orders-db-dr', promotionToken: 'x' },
      'becomes the primary, which is orders-db-dr',
    ],
  ])('%s', (_, options, message) =>
    expect(() => distributedSite({ ...options, bootstrap: MINIMAL.bootstrap })).toThrow(message),
  );
});
