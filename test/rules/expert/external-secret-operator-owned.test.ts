import { externalSecretOperatorOwned } from '../../../rules/expert/external-secret-operator-owned';
import { cluster, table } from './support';
import { external, named, ROTATED } from './support/rotation';
import { externalSecret } from './support/workloads';

const recovered = { bootstrap: { recovery: { database: 'a', owner: 'a', secret: { name: 'shop-db-app' } } } };

table(externalSecretOperatorOwned, [
  ['a Secret that the operator makes', [cluster({}), external(ROTATED)], ['the operator creates Secret shop-db-app']],
  ['one that the bootstrap names', [cluster(named('shop-db-app')), external(ROTATED)], []],
  ['one that a recovery names', [cluster(recovered), external(ROTATED)], []],
  ['another that the bootstrap names', [cluster(named('other')), external(ROTATED)], []],
  [
    'the Secret of another Cluster',
    [cluster(named('shop-db-app')), cluster({}, 'two'), external(ROTATED, 'two-app')],
    ['for Cluster shop/two'],
  ],
]);

table(externalSecretOperatorOwned, [
  [
    'the name of the operator',
    [cluster({}), externalSecret({}, 'shop-db-app')],
    ['the operator creates Secret shop-db-app'],
  ],
  [
    'as a target',
    [cluster({}), externalSecret({ target: { name: 'shop-db-app' } })],
    ['the operator creates Secret shop-db-app'],
  ],
  ['merged into it', [cluster({}), externalSecret({ target: { creationPolicy: 'Merge' } }, 'shop-db-app')], []],
  [
    'given to the Cluster',
    [cluster({ bootstrap: { initdb: { secret: { name: 'shop-db-app' } } } }), externalSecret({}, 'shop-db-app')],
    [],
  ],
]);
