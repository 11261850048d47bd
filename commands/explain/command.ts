import { Command } from 'commander';
import { callerPath } from '../cli/caller-path';
import type { CommandContext } from '../cli/command-context';
import { example, exitCodes } from '../cli/shared-options';
import type { ExplainOptions } from './explain';

export function explainCommand({ repository, hasApplications, now, console, done }: CommandContext): Command {
  return new Command('explain')
    .description('a page on a rule or a PostgreSQL parameter, or objects as the operator completes them')
    .argument('[subject...]', 'a rule, or parameter and its name, or files with --defaulted; without one, all rules')
    .option('--defaulted', 'print the objects of the files as the cluster will keep them', false)
    .option('--version <major>', 'of PostgreSQL, for parameters')
    .option('--markdown', 'write the pages of all rules into this folder', false)
    .addHelpText('after', exitCodes({ 0: 'it was printed', 1: 'an object of --defaulted cannot be read' }))
    .addHelpText('after', example('explain parameter work_mem --version 17'))
    .action(async (given: string[], options: ExplainOptions) => {
      const { explain } = await import('./explain.js');
      const subject = options.defaulted ? given.map(callerPath) : given;
      done(await explain({ subject, ...options, repository, hasApplications, now, console }));
    });
}
