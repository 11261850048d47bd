import { archiverOf } from '../../manifests/cnpg/archives';
import { baseBackupsOf, isMethodOf, needsBackupsNow, OR_DISPOSABLE } from '../../manifests/cnpg/backups';
import { barmanCloudOf } from '../../manifests/cnpg/plugins';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const SCHEDULE = `---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: daily, namespace: shop}
spec: {schedule: "0 0 2 * * *", method: volumeSnapshot, cluster: {name: shop-db}}
`;

export const walArchiveMissing: Rule = {
  id: 'wal-archive-missing',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `A base backup is one moment. Everything after it is in the WAL: without an archiver a daily schedule loses up to a day, and no
recovery to the minute before a mistake is possible. A hot base backup also needs the WAL written while it was taken to become consistent.
Another rule reports the Barman Cloud plugin without \`isWALArchiver\`.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/wal_archiving/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {instances: 3, backup: {volumeSnapshot: {className: csi}}}
${SCHEDULE}`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  instances: 3
  backup: {volumeSnapshot: {className: csi}}
  plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: {barmanObjectName: shop-backups}}]
${SCHEDULE}`,
  check(manifest, { index, report }) {
    if (archiverOf(manifest) !== undefined || !needsBackupsNow(manifest)) return;
    if (barmanCloudOf(manifest) !== undefined) return;
    const backups = baseBackupsOf(manifest, index);
    // Other rules report backups that fail because their method is not configured.
    const [backup] = backups.filter((each) => isMethodOf(each, manifest));
    if (backup === undefined) return;
    report({
      path: at(manifest, 'spec.plugins') === undefined ? 'spec.backup' : 'spec.plugins',
      message: `${backup.kind} ${backup.metadata.name} takes base backups, and nothing archives WAL: what is written after one is lost with the volumes, and there is no point-in-time recovery`,
      fix: `give it an archive, in YAML a plugin with isWALArchiver: true; ${OR_DISPOSABLE}`,
    });
  },
};
