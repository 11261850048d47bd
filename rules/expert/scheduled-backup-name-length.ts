import { Kind } from '../../manifests/object/kinds';
import { text } from '../../manifests/object/manifest';
import { answerOf } from '../../manifests/object/watched';
import type { Rule } from '../engine/rule';

const LABEL = 63;

export const scheduledBackupNameLength: Rule = {
  id: 'scheduled-backup-name-length',
  severity: 'error',
  kinds: [Kind.SCHEDULED_BACKUP],
  why: `Each Backup has the name of its ScheduledBackup as a label, and a label value has at most 63 characters. A longer name is admitted,
but the API server refuses the Backup at every run.`,
  docs: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: the-database-of-the-shop-in-europe-and-all-of-its-tenants-every-day, namespace: shop}
spec:
  schedule: "0 0 2 * * *"
  cluster: {name: shop-db}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: shop-db-daily, namespace: shop}
spec:
  schedule: "0 0 2 * * *"
  cluster: {name: shop-db}
`,
  check(manifest, { report }) {
    const lengthOf = (name: unknown) => (text(name) ?? '').length;
    if (answerOf(manifest.metadata, 'name', (name) => lengthOf(name) <= LABEL)) return;
    report({
      path: 'metadata.name',
      message: `the name has ${lengthOf(manifest.metadata.name)} characters, and the label of its Backups allows at most ${LABEL}: every Backup is refused`,
      fix: `choose a name of at most ${LABEL} characters`,
    });
  },
};
