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
  level: 'production',
  kinds: [Kind.CLUSTER],
  why: `PodMonitors and alerts name one Cluster. A recovered Cluster has another name, so those of its source do not cover it. After the
cut-over they still watch the old Cluster: nothing fires, and the database in use has no alert for failing WAL archiving or a full volume.
This rule compares with the source if the input contains it; backups are judged like those of any Cluster.`,
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
      message: `its source ${source.metadata.name} has ${missing.join(' and ')}, but the input has none for this recovered Cluster: its failure raises no alert`,
      fix: `add ${missing.join(' and ')} for ${manifest.metadata.name}, or annotate it as a drill or as disposable`,
    });
  },
};
