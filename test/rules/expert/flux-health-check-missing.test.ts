import { fluxHealthCheckMissing } from '../../../rules/expert/flux-health-check-missing';
import { cluster, table } from './support';
import { helmRelease, kustomization } from './support/flux';

const check = (apiVersion: string, kind: string, name: string, namespace = 'shop', more: object = {}) =>
  kustomization({ healthChecks: [{ apiVersion, kind, name, namespace }], ...more });
const POSTGRES = 'postgresql.cnpg.io/v1';

table(fluxHealthCheckMissing, [
  ['a Cluster', [check(POSTGRES, 'Cluster', 'shop-db'), cluster({})], []],
  ['a Cluster of another name', [check(POSTGRES, 'Cluster', 'shop'), cluster({})], ['there is no Cluster shop/shop:']],
  ['another namespace', [check(POSTGRES, 'Cluster', 'shop-db', 'x'), cluster({})], ['there is no Cluster x/shop-db']],
  [
    'another version of the API',
    [check('helm.toolkit.fluxcd.io/v2beta2', 'HelmRelease', 'shop-db'), helmRelease('x', {})],
    [],
  ],
  ['what a chart may make', [check('apps/v1', 'Deployment', 'api')], []],
  ['not read with wait', [check(POSTGRES, 'Cluster', 'shop', 'shop', { wait: true }), cluster({})], []],
]);
