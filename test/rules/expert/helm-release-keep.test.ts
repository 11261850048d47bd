import { helmReleaseKeep } from '../../../rules/expert/helm-release-keep';
import { cluster, table } from './support';
import { helmRelease, kustomization } from './support/flux';

const RELEASE = helmRelease('./charts/shop', {});
const labels = { 'helm.toolkit.fluxcd.io/name': 'shop-db', 'helm.toolkit.fluxcd.io/namespace': 'shop' };
const made = (annotations: object = {}) => ({
  ...cluster({}),
  metadata: { name: 'shop-db', namespace: 'shop', labels, annotations },
});
const annotated = (key: string) => ({
  ...RELEASE,
  metadata: { ...RELEASE.metadata, annotations: { [`kustomize.toolkit.fluxcd.io/${key}`]: 'disabled' } },
});
const PRUNES = kustomization({ prune: true });

table(helmReleaseKeep, [
  ['a Cluster of a chart', [PRUNES, RELEASE, made()], ['when HelmRelease shop/shop-db leaves git']],
  ['Helm keeps it', [PRUNES, RELEASE, made({ 'helm.sh/resource-policy': 'keep' })], []],
  [
    'a switch that Helm does not read',
    [PRUNES, RELEASE, made({ 'kustomize.toolkit.fluxcd.io/prune': 'disabled' })],
    ['Helm deletes this Cluster'],
  ],
  ['the release stays', [PRUNES, annotated('prune'), made()], []],
  ['nothing is pruned', [kustomization({ prune: false }), RELEASE, made()], []],
  ['it is not known who applies the release', [RELEASE, made()], []],
  ['no object of a chart', [PRUNES, RELEASE, cluster({})], []],
]);
