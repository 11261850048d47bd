import type { Rule } from '../rule';
import { argoPruneProtection } from './argo-prune-protection';
import { backupOwnerSelf } from './backup-owner-self';
import { imageFloating } from './image-floating';
import { memoryWorkMem } from './memory-work-mem';
import { objectStoreMissing } from './object-store-missing';
import { operatorEndOfLife } from './operator-end-of-life';
import { pluginWalArchiver } from './plugin-wal-archiver';
import { podMonitorName } from './pod-monitor-name';
import { scheduledBackupNeverFires } from './scheduled-backup-never-fires';
import { scheduledBackupPluginConfiguration } from './scheduled-backup-plugin-configuration';
import { scheduledBackupSixFields } from './scheduled-backup-six-fields';
import { scheduledBackupTooOften } from './scheduled-backup-too-often';
import { secretValue } from './secret-value';

/** All expert rules, sorted by id. */
export const RULES: readonly Rule[] = [
  argoPruneProtection,
  backupOwnerSelf,
  imageFloating,
  memoryWorkMem,
  objectStoreMissing,
  operatorEndOfLife,
  pluginWalArchiver,
  podMonitorName,
  scheduledBackupNeverFires,
  scheduledBackupPluginConfiguration,
  scheduledBackupSixFields,
  scheduledBackupTooOften,
  secretValue,
];
