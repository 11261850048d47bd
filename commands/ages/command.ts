import { Command } from 'commander';
import type { CommandContext } from '../cli/command-context';
import { example, exitCodes } from '../cli/shared-options';
import type { AgesRequest } from './ages';

/** `ages`: how old the tables are that are kept by hand. */
export function agesCommand({ now, console, done }: CommandContext): Command {
  return new Command('ages')
    .description('list the tables that are kept by hand, with their sources and the day on which they were checked')
    .option('--fail-after <days>', 'exit 1 when a table was checked longer ago')
    .addHelpText('after', exitCodes({ 0: 'the tables are listed', 1: 'one is older than --fail-after' }))
    .addHelpText('after', example('ages --fail-after 90'))
    .action(async (options: Pick<AgesRequest, 'failAfter'>) => {
      const { ages } = await import('./ages.js');
      done(ages({ ...options, now, console }));
    });
}
