import { externalClusterConnection } from '../../../rules/expert/external-cluster-connection';
import { cluster, table } from './support';
import { initdb } from './support/recovery';

const importFrom = (externalClusters: unknown) => [
  initdb({ import: { type: 'microservice', source: { externalCluster: 'old' } } }, { externalClusters }),
];

table(externalClusterConnection, [
  ['an import from nowhere', importFrom([]), ['there is no external cluster "old"']],
  ['an import without a connection', importFrom([{ name: 'old' }]), ['"old" has no connectionParameters']],
  ['an import', importFrom([{ name: 'old', connectionParameters: { host: 'x' } }]), []],
  [
    'a base backup without a connection',
    [cluster({ bootstrap: { pg_basebackup: { source: 'o' } }, externalClusters: [{ name: 'o' }] })],
    ['"o" has no'],
  ],
  [
    'a base backup from nowhere, which the webhook refuses',
    [cluster({ bootstrap: { pg_basebackup: { source: 'o' } } })],
    [],
  ],
]);
