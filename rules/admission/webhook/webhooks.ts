import { field, type Json, show } from '../../../manifests/object/json';
import { at, record, text } from '../../../manifests/object/manifest';
import { VALIDATION_ANNOTATION } from '../../../values/cnpg/cnpg-metadata';
import { satisfies } from '../../../values/cnpg/version';
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
import { type ClusterRule, type ObjectRule, ofSection, type Tell, type WebhookRule } from './webhook-rule';

/** All checks of CNPG's webhook for a Cluster. */
export const CLUSTER_RULES: readonly ClusterRule[] = [
  ...bootstrapRules,
  ...ofSection('bootstrap.initdb.import', importRules),
  ...ofSection('bootstrap.recovery', recoveryRules),
  ...ofSection('bootstrap.recovery', recoveryTargetRules),
  ...certificateRules,
  ...imageRules,
  ...resourceRules,
  ...replicationRules,
  ...parameterRules,
  ...walSizeRules,
  ...extensionRules,
  ...ofSection('postgresql.extensions', extensionEnvironmentRules),
  ...accessRules,
  ...leaseRules,
  ...slotRules,
  ...storageRules,
  ...tablespaceRules,
  ...metadataRules,
  ...ofSection('externalClusters', externalRules),
  ...ofSection('replica', replicaRules),
  ...schedulingRules,
  ...ofSection('backup', barmanRules),
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
  if (objectRules !== undefined) run(inForce(objectRules, operator), object, old, report);
  else {
    const cluster = new ClusterView(object);
    run(concerned(inForce(CLUSTER_RULES, operator), cluster), cluster, old && new ClusterView(old), report);
  }
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

type RulesInForce = { readonly operator: string; readonly rules: readonly unknown[] };
const known = new WeakMap<readonly unknown[], RulesInForce>();

/** The checks that a version of the operator has. The last answer is kept: the next object is usually for the same version. */
function inForce<Rule extends { readonly operator?: string }>(
  rules: readonly Rule[],
  operator: string,
): readonly Rule[] {
  const before = known.get(rules);
  if (before?.operator === operator) return before.rules as readonly Rule[];
  const those = rules.filter((rule) => rule.operator === undefined || satisfies(operator, rule.operator));
  known.set(rules, { operator, rules: those });
  return those;
}

function concerned(rules: readonly ClusterRule[], cluster: ClusterView): readonly ClusterRule[] {
  const those: ClusterRule[] = [];
  // Rules of one section stand together.
  let section: string | undefined;
  let isThere = true;
  for (const rule of rules) {
    if (rule.section !== section) {
      section = rule.section;
      isThere = section === undefined || cluster.has(section);
    }
    if (isThere) those.push(rule);
  }
  return those;
}

function run<T>(rules: readonly WebhookRule<T>[], object: T, old: T | undefined, report: Report): void {
  const other = old === undefined ? 'update' : 'create';
  let asked: Pick<WebhookRule<T>, 'id' | 'severity'> = { id: '' };
  const tell: Tell = (path, message, fix) => report.add(asked.id, asked.severity ?? 'error', path, message, fix);
  const context = { old };
  for (const rule of rules) {
    if (rule.on === other) continue;
    asked = rule;
    rule.check(object, tell, context);
  }
}
