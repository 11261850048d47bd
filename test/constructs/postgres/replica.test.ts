import { describe, expect, it } from 'vitest';
import {
  Duration,
  ExternalCluster,
  ObjectStore,
  pgBaseBackup,
  type Replica,
  recovery,
} from '../../../constructs/index';
import { cluster, specOf } from '../support/cluster';
import { at, only, refused, render } from '../support/render';

const application = { database: 'orders', owner: 'app' };
const store = ObjectStore.fromObjectStoreName('backups');
const origin = ExternalCluster.fromConnection({
  name: 'origin',
  host: 'origin.example.com',
  user: 'streaming_replica',
  archive: { store, serverName: 'orders-v1' },
});
const bootstrap = pgBaseBackup({ ...application, source: origin });

it('streams from its source and falls back to the archive of the same server, in one entry', () => {
  const manifests = render((folder) =>
    cluster(folder, {
      bootstrap: recovery({ ...application, from: 'archive', archive: origin }),
      replica: { topology: 'standalone', source: origin },
    }),
  );
  expect(only(manifests, 'Cluster').spec).toMatchObject({
    bootstrap: { recovery: { source: 'origin' } },
    replica: { source: 'origin', enabled: true },
    externalClusters: [
      {
        name: 'origin',
        connectionParameters: { host: 'origin.example.com' },
        plugin: {
          name: 'barman-cloud.cloudnative-pg.io',
          enabled: true,
          isWALArchiver: false,
          parameters: { barmanObjectName: 'backups', serverName: 'orders-v1' },
        },
      },
    ],
  });
  expect(at(only(manifests, 'Cluster'), 'spec.externalClusters')).toHaveLength(1);
  expect(refused(manifests)).toEqual([]);
});

describe('the stanza', () => {
  it.each<[string, Replica, object]>([
    [
      'of a delayed replica',
      { topology: 'standalone', source: origin, minApplyDelay: Duration.hours(8) },
      { source: 'origin', enabled: true, minApplyDelay: '8h' },
    ],
    [
      'of a promoted one',
      { topology: 'standalone', source: origin, enabled: false },
      { source: 'origin', enabled: false },
    ],
    [
      'of a site',
      {
        topology: 'distributed',
        source: origin,
        primary: 'origin',
        self: 'orders-db',
        minApplyDelay: Duration.minutes(5),
      },
      { source: 'origin', primary: 'origin', self: 'orders-db', minApplyDelay: '5m' },
    ],
    [
      'of a site that takes over',
      { topology: 'distributed', source: origin, primary: 'orders-db', promotionToken: 'dG9rZW4=' },
      { source: 'origin', primary: 'orders-db', promotionToken: 'dG9rZW4=' },
    ],
  ])('%s', (_, replica, expected) => expect(at(specOf({ bootstrap, replica }), 'replica')).toEqual(expected));
});

it('knows the other sites of a distributed topology', () => {
  const self = ExternalCluster.fromArchive({ store, serverName: 'orders-db' });
  const replica: Replica = { topology: 'distributed', source: origin, primary: 'origin', self: 'orders-db' };
  const manifests = render((folder) => cluster(folder, { bootstrap, replica, externalClusters: [self] }));
  const entries = at(only(manifests, 'Cluster'), 'spec.externalClusters') as { name: string }[];
  expect(entries.map(({ name }) => name)).toEqual(['origin', 'orders-db']);
  expect(refused(manifests)).toEqual([]);
});

it('cannot recover from a server without an archive', () => {
  const legacy = ExternalCluster.fromConnection({ name: 'legacy', host: 'db.example.com', user: 'dump' });
  const made = () => specOf({ bootstrap: recovery({ ...application, from: 'archive', archive: legacy }) });
  expect(made).toThrow('shop--database/Database: external cluster "legacy" has no archive to recover from');
});
