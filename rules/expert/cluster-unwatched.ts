import { watchedIn } from '../../manifests/installations/watched-namespaces';
import { manifestName } from '../../manifests/object/identity';
import { Kind } from '../../manifests/object/kinds';
import { text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const CLUSTER = `---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 3, storage: {size: 10Gi}}
`;
const RELEASE = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: cnpg, namespace: cnpg-system}
spec:
  chart: {spec: {chart: cloudnative-pg, version: 0.29.0, sourceRef: {kind: HelmRepository, name: cnpg}}}
`;

export const clusterUnwatched: Rule = {
  id: 'cluster-unwatched',
  severity: 'error',
  misses: 'reference',
  kinds: [Kind.CLUSTER],
  why: `With \`config.clusterWide: false\` the operator works in its own namespace only, and with WATCH_NAMESPACE in those that it names. A
Cluster elsewhere is accepted, and nothing ever happens: no pod starts, and its status stays empty.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/operator_conf/#available-options',
  wrong: `${RELEASE}  values: {config: {data: {WATCH_NAMESPACE: "bank,blog"}}}
${CLUSTER}`,
  right: `${RELEASE}  values: {config: {data: {WATCH_NAMESPACE: "bank,shop"}}}
${CLUSTER}`,
  check(manifest, { index, report }) {
    const watched = watchedIn(index);
    const namespace = watched && text(manifest.metadata.namespace);
    if (watched === undefined || namespace === undefined || watched.namespaces.has(namespace)) return;
    const names = [...watched.namespaces].sort().join(', ');
    report({
      path: 'metadata.namespace',
      message: `the operator of ${manifestName(watched.by)} works in ${names} only: nothing happens to a Cluster in ${namespace}`,
      fix: `add ${namespace} to WATCH_NAMESPACE, or set config.clusterWide: true without WATCH_NAMESPACE`,
    });
  },
};
