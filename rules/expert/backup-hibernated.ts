import { isHibernated } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import { clusterOf } from '../../manifests/object/references';
import type { Rule } from '../engine/rule';

export const backupHibernated: Rule = {
  id: 'backup-hibernated',
  severity: 'warning',
  kinds: [Kind.BACKUP, Kind.SCHEDULED_BACKUP],
  why: `A hibernated Cluster has no pods, so each of its backups fails. The expected failures hide real ones, and after the Cluster wakes up
they cannot be told apart.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/declarative_hibernation/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop, annotations: {cnpg.io/hibernation: "on"}}
---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: daily, namespace: shop}
spec: {schedule: "0 0 2 * * *", cluster: {name: shop-db}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop, annotations: {cnpg.io/hibernation: "on"}}
---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: daily, namespace: shop}
spec: {schedule: "0 0 2 * * *", suspend: true, cluster: {name: shop-db}}
`,
  check(manifest, { index, report }) {
    const cluster = clusterOf(manifest, index);
    if (cluster === undefined || !isHibernated(cluster) || at(manifest, 'spec.suspend') === true) return;
    report({
      path: 'spec.cluster.name',
      message: `Cluster ${cluster.metadata.name} is hibernated: every backup of it fails`,
      fix: 'set suspend: true while it is hibernated, or wake the Cluster up',
    });
  },
};
