import { VALUES_KINDS, valuesClusters } from '../../manifests/helm/values-clusters';
import { Kind } from '../../manifests/object/kinds';
import { groupKindOf } from '../../manifests/object/manifest';
import { missingValues, refusedValues } from '../charts/refused-values';
import type { Rule } from '../engine/rule';

export const chartClusterRefused: Rule = {
  id: 'chart-cluster-refused',
  severity: 'error',
  kinds: VALUES_KINDS,
  why: `The chart \`cluster\` writes its values into a Cluster and its poolers without looking at them. What the API server or CNPG's webhook
refuses, and where its templates ask for a value and get none, the release fails when it is installed or upgraded: Flux rolls it back or
tries again, Argo CD stays OutOfSync, and no other change of the values arrives until it is corrected. Only values that are all known are judged, and fields that the chart takes from them as they are.`,
  docs: 'https://github.com/cloudnative-pg/charts/tree/main/charts/cluster',
  wrong: `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: shop-db, namespace: shop}
spec:
  chart: {spec: {chart: cluster, version: 0.8.1, sourceRef: {kind: HelmRepository, name: cnpg}}}
  values: {cluster: {storage: {size: 10GB}, imageName: "ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie"}}
`,
  right: `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: shop-db, namespace: shop}
spec:
  chart: {spec: {chart: cluster, version: 0.8.1, sourceRef: {kind: HelmRepository, name: cnpg}}}
  values: {cluster: {storage: {size: 10Gi}, imageName: "ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie"}}
`,
  check(manifest, { index, target, report }) {
    for (const found of valuesClusters(manifest, index)) {
      for (const each of refusedValues(found, target)) report(each);
      // Who installs a chart of the repository may give what its own file lacks.
      if (groupKindOf(manifest) === Kind.CHART_VALUES) continue;
      for (const each of missingValues(found)) report(each);
    }
  },
};
