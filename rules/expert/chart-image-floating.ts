import { makesCatalog } from '../../manifests/helm/chart-catalog';
import { CLUSTER_CHART } from '../../manifests/helm/cluster-source';
import { installedCharts } from '../../manifests/helm/installed-charts';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

/** The chart takes the image of this major where the values name no version. */
const DEFAULT_VERSION = '16';

export const chartImageFloating: Rule = {
  id: 'chart-image-floating',
  severity: 'warning',
  kinds: [Kind.APPLICATION, Kind.HELM_RELEASE],
  why: `Without \`cluster.imageName\` the chart \`cluster\` uses the image of the major in \`version.postgresql\`, such as \`postgresql:17\`. That
tag moves with each minor and with the distribution: instances that start at different times run different versions, and a newer libc sorts text
differently from the indexes on disk.`,
  docs: 'https://github.com/cloudnative-pg/charts/tree/main/charts/cluster',
  wrong: `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: shop-db, namespace: shop}
spec:
  chart: {spec: {chart: cluster, version: 0.8.1, sourceRef: {kind: HelmRepository, name: cnpg}}}
  values: {version: {postgresql: "17"}}
`,
  right: `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: shop-db, namespace: shop}
spec:
  chart: {spec: {chart: cluster, version: 0.8.1, sourceRef: {kind: HelmRepository, name: cnpg}}}
  values: {cluster: {imageName: "ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie"}}
`,
  check(manifest, { index, report }) {
    for (const { chart, values, hasOtherValues } of installedCharts(manifest, index)) {
      if (chart !== CLUSTER_CHART || hasOtherValues) continue;
      const { value, path } = values;
      if ((at(value, 'type') ?? 'postgresql') !== 'postgresql') continue;
      const isNamed = ['cluster.imageName', 'cluster.imageCatalogRef.name'].some(
        (field) => (at(value, field) ?? '') !== '',
      );
      const version = String(at(value, 'version.postgresql') ?? DEFAULT_VERSION);
      if (isNamed || makesCatalog(value) || !/^\d+$/.test(version)) continue;
      report({
        path: `${path}.cluster.imageName`,
        message: `the chart uses ghcr.io/cloudnative-pg/postgresql:${version}, a tag that moves`,
        fix: `set cluster.imageName to a full version of PostgreSQL ${version}, or to a digest`,
      });
    }
  },
};
