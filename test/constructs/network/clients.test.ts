import { expect, it } from 'vitest';
import { ApiDeployment, type ConnectionEnv, type IConnectable, POSTGRES_ENV, URL_ENV } from '../../../constructs/index';
import { DatabaseNetwork } from '../../../constructs/network/database-network';
import { WorkloadNetwork } from '../../../constructs/network/workload-network';
import { networkClient } from '../../../rules/expert/network-client';
import { verdicts } from '../../rules/expert/support';
import { cluster } from '../support/cluster';
import { render } from '../support/render';

interface Given {
  readonly through: 'cluster' | 'pooler';
  readonly isClient?: boolean;
  /** What the network of the API lets it reach. */
  readonly reaches?: 'cluster' | 'pooler';
  readonly databaseEnv?: ConnectionEnv;
}

/** What is said of an API and its networks. */
function said({ through, isClient = true, reaches = through, databaseEnv = POSTGRES_ENV }: Given): string[] {
  const manifests = render((folder) => {
    const db = cluster(folder);
    const targets = { cluster: db, pooler: db.addPooler('Pool', { name: 'pool', mode: 'transaction', instances: 1 }) };
    const connectable: IConnectable = targets[through];
    const workload = new ApiDeployment(folder, 'Api', {
      name: 'api',
      image: 'ghcr.io/shop/api:1.2.3',
      port: 4000,
      replicas: 1,
      resources: { requests: { cpu: '0.1' }, limits: { memory: '256Mi' } },
      probe: { path: '/healthz' },
      database: connectable.connect(),
      databaseEnv,
    });
    const clients = isClient ? [workload] : [];
    const apiServer = [{ cidr: '192.0.2.1/32', ports: [6443] }];
    new DatabaseNetwork(folder, 'Network', { cluster: db, clients, apiServer });
    new WorkloadNetwork(folder, 'ApiNetwork', { workload, port: 4000, database: targets[reaches] });
  });
  return verdicts(networkClient, manifests).map(({ message }) => message);
}

it.each<[Given, string[]]>([
  [{ through: 'cluster' }, []],
  [{ through: 'pooler' }, []],
  [{ through: 'pooler', databaseEnv: URL_ENV }, []],
  [
    { through: 'cluster', isClient: false },
    ['port 5432 of the instances of Cluster orders-db is closed to Deployment api'],
  ],
  [{ through: 'pooler', isClient: false }, ['port 5432 of Pooler pool is closed to Deployment api']],
  [
    { through: 'pooler', isClient: false, databaseEnv: URL_ENV },
    ['port 5432 of Pooler pool is closed to Deployment api'],
  ],
  [{ through: 'pooler', reaches: 'cluster' }, ['port 5432 of Pooler pool is closed to Deployment api']],
  [{ through: 'cluster', reaches: 'pooler' }, ['port 5432 of the instances of Cluster orders-db is closed']],
])('an API that connects %j', (given, messages) => {
  expect(said(given)).toEqual(messages.map((message) => expect.stringContaining(message)));
});
