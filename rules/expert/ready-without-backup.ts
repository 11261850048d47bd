import { archiverOf } from '../../manifests/cnpg/archives';
import { baseBackupsOf, needsBackupsNow } from '../../manifests/cnpg/backups';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

/** Ways in which a Cluster comes into being with data in it. */
const FILLED = ['recovery', 'pg_basebackup', 'initdb.import'].map((method) => `spec.bootstrap.${method}`);

const example = (immediate: boolean) => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  bootstrap: {recovery: {source: before}}
  plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: {barmanObjectName: backups, serverName: shop-db-2}}]
  externalClusters:
  - name: before
    plugin: {name: barman-cloud.cloudnative-pg.io, parameters: {barmanObjectName: backups, serverName: shop-db}}
---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: daily, namespace: shop}
spec:
  schedule: "0 0 2 * * *"
  immediate: ${immediate}
  method: plugin
  pluginConfiguration: {name: barman-cloud.cloudnative-pg.io}
  cluster: {name: shop-db}
`;

export const readyWithoutBackup: Rule = {
  id: 'ready-without-backup',
  severity: 'warning',
  level: 'production',
  kinds: [Kind.CLUSTER],
  why: `A Cluster that is recovered, copied or imported holds all its data as soon as it is Ready, and its new archive is empty. The archive
of its source restores nothing that is written from then on. Until the schedule fires for the first time, one lost volume loses it all, on
the day on which nobody looks for backups. \`immediate: true\` takes the first base backup when the ScheduledBackup is created.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/backup/#scheduled-backups',
  wrong: example(false),
  right: example(true),
  check(manifest, { index, report }) {
    const path = FILLED.find((each) => (at(manifest, each) ?? null) !== null);
    if (path === undefined || !needsBackupsNow(manifest) || archiverOf(manifest) === undefined) return;
    const backups = baseBackupsOf(manifest, index);
    // Without any schedule it is base-backup-missing that speaks.
    if (backups.length === 0) return;
    if (backups.some((backup) => backup.kind === 'Backup' || at(backup, 'spec.immediate') === true)) return;
    const names = backups.map(({ metadata }) => metadata.name).join(', ');
    report({
      path,
      message: `it is Ready with all its data and without a backup until ScheduledBackup ${names} fires for the first time`,
      fix: `set immediate: true in ScheduledBackup ${names}`,
    });
  },
};
