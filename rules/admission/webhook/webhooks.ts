import { field, type Json, show } from '../../../manifests/object/json';
import { at, record, text } from '../../../manifests/object/manifest';
import { VALIDATION_ANNOTATION } from '../../../values/cnpg/cnpg-metadata';
import { Version } from '../../../values/cnpg/version';
import type { Report } from '../report';
import { backupRules } from './backup';
import { barmanRules } from './barman';
import { accessRules } from './cluster-access';
import { bootstrapRules } from './cluster-bootstrap';
import { certificateRules } from './cluster-certificates';
import { extensionRules } from './cluster-extensions';
import { externalRules } from './cluster-external';
import { imageRules } from './cluster-images';
import { importRules } from './cluster-import';
import { leaseRules } from './cluster-lease';
import { managedRules } from './cluster-managed';
import { metadataRules } from './cluster-metadata';
import { parameterRules } from './cluster-parameters';
import { recoveryRules } from './cluster-recovery';
import { recoveryTargetRules } from './cluster-recovery-target';
import { replicaRules } from './cluster-replica';
import { replicationRules } from './cluster-replication';
import { resourceRules } from './cluster-resources';
import { schedulingRules } from './cluster-scheduling';
import { slotRules } from './cluster-slots';
import { storageRules } from './cluster-storage';
import { tablespaceRules } from './cluster-tablespaces';
import { updateRules } from './cluster-update';
import { ClusterView } from './cluster-view';
import { walSizeRules } from './cluster-wal-size';
import { clusterWarnings } from './cluster-warnings';
import { databaseRules } from './database';
import { extensionEnvironmentRules } from './extension-environment';
import { poolerRules, poolerWarnings } from './pooler';
import { scheduledBackupRules } from './scheduled-backup';
import type { ClusterRule, ObjectRule, WebhookRule } from './webhook-rule';

/** All checks of CNPG's webhook for a Cluster. */
export const CLUSTER_RULES: readonly ClusterRule[] = [
  ...bootstrapRules,
  ...importRules,
  ...recoveryRules,
  ...recoveryTargetRules,
  ...certificateRules,
  ...imageRules,
  ...resourceRules,
  ...replicationRules,
  ...parameterRules,
  ...walSizeRules,
  ...extensionRules,
  ...extensionEnvironmentRules,
  ...accessRules,
  ...leaseRules,
  ...slotRules,
  ...storageRules,
  ...tablespaceRules,
  ...metadataRules,
  ...externalRules,
  ...replicaRules,
  ...schedulingRules,
  ...barmanRules,
  ...managedRules,
  ...updateRules,
  ...clusterWarnings,
];

/** All checks of CNPG's webhooks for its other kinds. */
export const OBJECT_RULES: Readonly<Record<string, readonly ObjectRule[]>> = {
  Backup: backupRules,
  ScheduledBackup: scheduledBackupRules,
  Pooler: [...poolerRules, ...poolerWarnings],
  Database: databaseRules,
};

/** Runs the CNPG webhook for a kind, if there is one. */
export function askWebhook(kind: string, object: Json, old: Json | undefined, operator: string, report: Report): void {
  const objectRules = Object.hasOwn(OBJECT_RULES, kind) ? OBJECT_RULES[kind] : undefined;
  if (kind !== 'Cluster' && objectRules === undefined) return;
  if (kind !== 'ScheduledBackup' && !isAsked(object, report)) return;
  const version = Version.parse(operator);
  if (objectRules !== undefined) run(objectRules, object, old, version, report);
  else run(CLUSTER_RULES, new ClusterView(object), old && new ClusterView(old), version, report);
}

/** ScheduledBackup is the only kind with a validation that no annotation disables. */
function isAsked(object: Json, report: Report): boolean {
  const value = text(field(record(at(object, 'metadata.annotations')), VALIDATION_ANNOTATION)) ?? '';
  const path = `metadata.annotations.${VALIDATION_ANNOTATION}`;
  if (value === 'disabled') {
    const message =
      'disables CNPG’s validation: the operator accepts changes that it would refuse, including data loss';
    report.add('validation-disabled', 'warning', path, message, `remove the annotation ${VALIDATION_ANNOTATION}`);
    return false;
  }
  if (value !== '' && value !== 'enabled') {
    const message = `${show(value)} is neither enabled nor disabled, and is ignored: CNPG validates`;
    report.add('validation-annotation', 'warning', path, message, 'write enabled or disabled, or remove it');
  }
  return true;
}

function run<T>(
  rules: readonly WebhookRule<T>[],
  object: T,
  old: T | undefined,
  operator: Version,
  report: Report,
): void {
  const action = old === undefined ? 'create' : 'update';
  for (const rule of rules) {
    if (rule.on !== 'both' && rule.on !== action) continue;
    if (rule.operator !== undefined && !operator.satisfies(rule.operator)) continue;
    const severity = rule.severity ?? 'error';
    rule.check(object, (path, message, fix) => report.add(rule.id, severity, path, message, fix), { old });
  }
}
