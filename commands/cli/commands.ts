import type { Command } from 'commander';
import { adoptCommand } from '../adopt/command';
import { agesCommand } from '../ages/command';
import { backupCommand } from '../backup/command';
import { checkCommand } from '../check/command';
import { drillCommand } from '../drill/command';
import { evidenceCommand } from '../evidence/command';
import { explainCommand } from '../explain/command';
import { importCommand } from '../import/command';
import { localCommand } from '../local/command';
import { migrationsCommand } from '../migrations/command';
import { moveCommand } from '../move/command';
import { newCommand } from '../new/command';
import { planCommand } from '../plan/command';
import { rebuildCommand } from '../rebuild/command';
import { removeCommand } from '../remove/command';
import { restoreCommand } from '../restore/command';
import { statusCommand } from '../status/command';
import { synthCommand } from '../synth/command';
import { upgradeCommand } from '../upgrade/command';
import { validateCommand } from '../validate/command';
import { verifyCommand } from '../verify/command';
import { verifyPostgresCommand } from '../verify-postgres/command';
import type { CommandContext } from './command-context';

/** All commands, in the order of the help. What a command does is loaded when it is called. */
export const COMMANDS: readonly ((context: CommandContext) => Command)[] = [
  newCommand,
  adoptCommand,
  synthCommand,
  checkCommand,
  validateCommand,
  explainCommand,
  planCommand,
  backupCommand,
  migrationsCommand,
  evidenceCommand,
  restoreCommand,
  rebuildCommand,
  moveCommand,
  removeCommand,
  upgradeCommand,
  statusCommand,
  verifyCommand,
  drillCommand,
  localCommand,
  verifyPostgresCommand,
  importCommand,
  agesCommand,
];
