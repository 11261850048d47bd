import { fluxOperatorBeside } from '../../../rules/expert/flux-operator-beside';
import { cluster, table } from './support';
import { appliedAs, helmRelease, kustomization } from './support/flux';

const operator = helmRelease('cloudnative-pg', {});
const crd = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'clusters.postgresql.cnpg.io' },
};
const skipping = { ...operator, spec: { ...operator.spec, install: { crds: 'Skip' } } };

table(fluxOperatorBeside, [
  [
    'both in one',
    [kustomization({}), operator, cluster({})],
    ['Cluster shop/shop-db together with HelmRelease shop/shop-db'],
  ],
  ['with the CRDs in git', [kustomization({}), operator, cluster({}), crd], []],
  ['with CRDs that the release does not install', [kustomization({}), skipping, cluster({})], []],
  [
    'with CRDs that the values leave out',
    [kustomization({}), helmRelease('cloudnative-pg', { crds: { create: false } }), cluster({})],
    [],
  ],
  ['a Cluster that a chart makes', [kustomization({}), operator, helmRelease('cluster', {})], []],
  [
    'each in its own',
    [
      kustomization({}),
      kustomization({}, 'operators'),
      appliedAs(operator, 'operators'),
      appliedAs(cluster({}), 'databases'),
    ],
    [],
  ],
  [
    'it is not known which applies what',
    [kustomization({}), kustomization({}, 'operators'), operator, cluster({})],
    [],
  ],
]);
