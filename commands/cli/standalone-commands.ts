import type { Command } from 'commander';
import { adoptElsewhereCommand } from '../adopt/elsewhere-command';
import { agesCommand } from '../ages/command';
import { completionCommand } from '../completion/command';
import { explainCommand } from '../explain/command';
import { planCommand } from '../plan/command';
import { validateCommand } from '../validate/command';
import type { CommandContext } from './command-context';

/** The commands of the npm package, for a folder of YAML by anybody, in the order of the help. */
export const STANDALONE_COMMANDS: readonly ((context: CommandContext) => Command)[] = [
  validateCommand,
  planCommand,
  explainCommand,
  adoptElsewhereCommand,
  agesCommand,
  completionCommand,
];
