import { archiverOf } from '../../manifests/cnpg/archives';
import { baseBackupsOf, needsBackupsNow, OR_DISPOSABLE } from '../../manifests/cnpg/backups';
import { dumpClientsOf } from '../../manifests/cnpg/dump-clients';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf } from '../../manifests/object/manifest';
import { dependentsOf } from '../../manifests/object/references';
import type { Rule } from '../engine/rule';

export const backupMissing: Rule = {
  id: 'backup-missing',
  severity: 'warning',
  level: 'home',
  misses: 'reference',
  kinds: [Kind.CLUSTER],
  why: `A Cluster without backups is healthy, and nothing reports that it has none. Replicas are not a backup: a DROP TABLE reaches all of
them within milliseconds, and deleting the Cluster deletes all volumes. This rule looks in the input for an archiver, for a ScheduledBackup
that is not suspended or for a Backup in the namespace of the Cluster. Replica clusters, hibernated Clusters and drills need none. A Cluster
with data that can be recreated says so in the annotation cnpg-gitops/disposable. A CronJob with pg_dump is named: a dump restores only its own moment.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/backup/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 3, storage: {size: 10Gi}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  instances: 3
  storage: {size: 10Gi}
  plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: {barmanObjectName: shop-backups}}]
---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: daily, namespace: shop}
spec:
  schedule: "0 0 2 * * *"
  method: plugin
  pluginConfiguration: {name: barman-cloud.cloudnative-pg.io}
  cluster: {name: shop-db}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  name: catalogue
  namespace: shop
  annotations: {cnpg-gitops/disposable: filled from the warehouse every night}
spec: {instances: 1, storage: {size: 10Gi}}
`,
  check(manifest, { index, report }) {
    if (!needsBackupsNow(manifest) || archiverOf(manifest) !== undefined) return;
    if (baseBackupsOf(manifest, index).length > 0) return;
    const [suspended] = dependentsOf(Kind.SCHEDULED_BACKUP, manifest, index);
    const schedule = suspended ? `ScheduledBackup ${suspended.metadata.name} is suspended` : 'no ScheduledBackup';
    const dump = dumpClientsOf(index).find(
      ({ workload, clusters }) => groupKindOf(workload) === Kind.CRON_JOB && clusters.includes(manifest),
    );
    const [what, loss] = dump
      ? [
          `only CronJob ${dump.workload.metadata.name} dumps this Cluster`,
          'what is written after a dump cannot be restored',
        ]
      : ['no backup of this Cluster is declared in the input', 'deleted or lost data cannot be restored'];
    report({
      path: 'spec.backup',
      message: `${what}: no WAL archiver, ${schedule}, no snapshots; ${loss}`,
      // A schedule elsewhere could take nothing but snapshots.
      isCertain: at(manifest, 'spec.backup.volumeSnapshot') === undefined,
      fix: `give it an archive and a ScheduledBackup; ${OR_DISPOSABLE}`,
    });
  },
};
