import { isOn } from '../../manifests/helm/template-values';
import { VALUES_KINDS, valuesClusters } from '../../manifests/helm/values-clusters';
import { record, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

/** What each provider writes the path behind. */
const CONTAINERS: ReadonlyMap<unknown, string> = new Map([
  ['s3', 'bucket'],
  ['google', 'bucket'],
  ['azure', 'containerName'],
]);

export const chartArchivePath: Rule = {
  id: 'chart-archive-path',
  severity: 'warning',
  kinds: VALUES_KINDS,
  why: `The chart \`cluster\` writes the path of an archive directly behind its bucket, without a slash in between: of the bucket \`one\` and the
path \`shop\` it makes \`s3://oneshop\`. The archive goes to another bucket then. Mostly there is none of that name: WAL piles up on the
volume until it is full, and no base backup succeeds.`,
  docs: 'https://github.com/cloudnative-pg/charts/tree/main/charts/cluster',
  wrong: `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: shop-db, namespace: shop}
spec:
  chart: {spec: {chart: cluster, version: 0.8.1, sourceRef: {kind: HelmRepository, name: cnpg}}}
  values: {backups: {enabled: true, provider: s3, s3: {region: eu-west-1, bucket: one, path: shop}}}
`,
  right: `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: shop-db, namespace: shop}
spec:
  chart: {spec: {chart: cluster, version: 0.8.1, sourceRef: {kind: HelmRepository, name: cnpg}}}
  values: {backups: {enabled: true, provider: s3, s3: {region: eu-west-1, bucket: one, path: /shop}}}
`,
  check(manifest, { index, report }) {
    for (const { values, base } of valuesClusters(manifest, index)) {
      const backups = record(values.backups);
      const { enabled, provider = 's3', destinationPath } = backups;
      const field = CONTAINERS.get(provider);
      if (!isOn(enabled) || text(destinationPath) || field === undefined) continue;
      const store = record(backups[`${provider}`]);
      const [container, path] = [text(store[field]) ?? '', text(store.path) ?? ''];
      // A name that ends with a slash has the slash; what is filled in by others may have it.
      if (!/[\w.-]$/.test(container) || !/^[\w.-]/.test(path)) continue;
      report({
        path: `${base}.backups.${provider}.path`,
        message: `"${path}" follows ${field} "${container}" without a slash: the chart archives to "${container}${path}"`,
        fix: `set backups.${provider}.path to "/${path}"`,
      });
    }
  },
};
