import { describe, expect, it } from 'vitest';
import { ExternalCluster, PostgresCluster, Publication, Subscription } from '../../../constructs/index';
import { cluster } from '../support/cluster';
import { at, only, refused, render } from '../support/render';

const source = ExternalCluster.fromConnection({ name: 'origin', host: 'db.example.com', user: 'replicator' });
const protectedAs = { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' };

describe('a publication', () => {
  it('with minimal options', () => {
    const manifests = render((folder) =>
      cluster(folder).addPublication('All', { name: 'all', target: { allTables: true } }),
    );
    expect(only(manifests, 'Publication')).toEqual({
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Publication',
      metadata: { name: 'all', namespace: 'shop', annotations: protectedAs },
      spec: {
        cluster: { name: 'orders-db' },
        dbname: 'orders',
        name: 'all',
        target: { allTables: true },
        publicationReclaimPolicy: 'retain',
      },
    });
    expect(refused(manifests)).toEqual([]);
  });

  it('with all options', () => {
    const manifests = render((folder) =>
      cluster(folder).addPublication('Some', {
        name: 'some',
        publication: 'some_tables',
        database: 'audit',
        target: {
          objects: [{ table: { name: 't', schema: 's', columns: ['a'], only: true } }, { table: { name: 'u' } }],
        },
        parameters: { publish: 'insert' },
        reclaimPolicy: 'delete',
        protection: 'deny',
      }),
    );
    expect(only(manifests, 'Publication').spec).toEqual({
      cluster: { name: 'orders-db' },
      dbname: 'audit',
      name: 'some_tables',
      target: {
        objects: [{ table: { name: 't', schema: 's', columns: ['a'], only: true } }, { table: { name: 'u' } }],
      },
      parameters: { publish: 'insert' },
      publicationReclaimPolicy: 'delete',
    });
    expect(refused(manifests)).toEqual([]);
  });

  it('of a name that PostgreSQL cuts off is refused', () => {
    const publication = 'p'.repeat(64);
    const target = { allTables: true } as const;
    expect(() => render((folder) => cluster(folder).addPublication('P', { name: 'p', publication, target }))).toThrow(
      'has 64 bytes',
    );
  });
});

describe('a subscription', () => {
  it.each(['added', 'constructed'])('%s, makes its source an external cluster', (how) => {
    const manifests = render((folder) => {
      const db = cluster(folder);
      const options = { name: 'all', source, publication: 'all' };
      if (how === 'added') db.addSubscription('All', options);
      else new Subscription(folder, 'All', { ...options, cluster: db });
    });
    expect(at(only(manifests, 'Cluster'), 'spec.externalClusters.0.name')).toBe('origin');
    expect(only(manifests, 'Subscription')).toEqual({
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Subscription',
      metadata: { name: 'all', namespace: 'shop', annotations: protectedAs },
      spec: {
        cluster: { name: 'orders-db' },
        dbname: 'orders',
        name: 'all',
        externalClusterName: 'origin',
        publicationName: 'all',
        subscriptionReclaimPolicy: 'retain',
      },
    });
    expect(refused(manifests)).toEqual([]);
  });

  it('with all options', () => {
    const manifests = render((folder) =>
      cluster(folder).addSubscription('All', {
        name: 'all',
        subscription: 'everything',
        database: 'audit',
        source,
        publication: 'all',
        publicationDatabase: 'shop',
        parameters: { copy_data: 'false' },
        reclaimPolicy: 'delete',
      }),
    );
    expect(only(manifests, 'Subscription').spec).toEqual({
      cluster: { name: 'orders-db' },
      dbname: 'audit',
      name: 'everything',
      externalClusterName: 'origin',
      publicationName: 'all',
      publicationDBName: 'shop',
      parameters: { copy_data: 'false' },
      subscriptionReclaimPolicy: 'delete',
    });
  });
});

it('works on a cluster that is declared elsewhere, which lists its external clusters itself', () => {
  const manifests = render((folder) => {
    const orders = PostgresCluster.fromClusterName(folder, 'Orders', { name: 'orders-db', database: 'orders' });
    new Publication(folder, 'P', { cluster: orders, name: 'p', target: { allTables: true } });
    new Subscription(folder, 'S', { cluster: orders, name: 's', source, publication: 'p' });
  });
  expect(manifests.map(({ kind, spec }) => [kind, at(spec, 'dbname')])).toEqual([
    ['Publication', 'orders'],
    ['Subscription', 'orders'],
  ]);
});
