import { needsBackupsNow } from '../../manifests/cnpg/backups';
import { recoverySourceOf } from '../../manifests/cnpg/recovery-source';
import { isAlertedOf, isScraped } from '../../manifests/cnpg/watching';
import { Kind } from '../../manifests/object/kinds';
import type { Rule } from '../engine/rule';

const CLUSTERS = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: {barmanObjectName: backups}}]
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db-r2, namespace: shop}
spec:
  bootstrap: {recovery: {source: shop-db}}
  plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: {barmanObjectName: backups}}]
  externalClusters:
  - name: shop-db
    plugin: {name: barman-cloud.cloudnative-pg.io, parameters: {barmanObjectName: backups, serverName: shop-db}}
`;
const monitor = (cluster: string) => `---
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: {name: ${cluster}, namespace: shop}
spec: {selector: {matchLabels: {cnpg.io/cluster: ${cluster}}}, podMetricsEndpoints: [{port: metrics}]}
`;

export const recoveryUnwatched: Rule = {
  id: 'recovery-unwatched',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `PodMonitors and alerts name one Cluster, so a recovered one, which has another name, is watched by none of its source's. After the
cut-over they go on watching the old one, all is quiet, and the database that everybody uses has no alert for a failing archive or a full
volume. The rule compares with the source where that is in what was read; its backups are judged like those of any Cluster.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/monitoring/',
  wrong: CLUSTERS + monitor('shop-db'),
  right: CLUSTERS + monitor('shop-db') + monitor('shop-db-r2'),
  check(manifest, { index, report }) {
    if (!needsBackupsNow(manifest)) return;
    const source = recoverySourceOf(manifest, index);
    if (source === undefined) return;
    const lacks = (has: typeof isScraped) => has(source, index) && !has(manifest, index);
    const missing = [...(lacks(isScraped) ? ['PodMonitor'] : []), ...(lacks(isAlertedOf) ? ['alerts'] : [])];
    if (missing.length === 0) return;
    report({
      path: 'spec.bootstrap.recovery',
      message: `its source ${source.metadata.name} has ${missing.join(' and ')}, and this recovered Cluster has none of its own in what was read: nobody hears of it when it fails`,
      fix: `add ${missing.join(' and ')} for ${manifest.metadata.name}, or annotate it as a drill or as disposable`,
    });
  },
};
