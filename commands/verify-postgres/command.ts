import { Command } from 'commander';
import type { CommandContext } from '../cli/command-context';
import { example, exitCodes } from '../cli/shared-options';

export function verifyPostgresCommand({ repository, console, done }: CommandContext): Command {
  return new Command('verify-postgres')
    .description('start PostgreSQL with the parameters of each Cluster')
    .argument('[applications...]')
    .addHelpText('after', exitCodes({ 0: 'PostgreSQL starts with all of them', 1: 'it does not, with its message' }))
    .addHelpText('after', example('verify-postgres shop'))
    .action(async (names: string[]) => {
      const { verifyPostgres } = await import('./verify-postgres.js');
      const { applications } = await repository();
      done(await verifyPostgres(applications, { names, console }));
    });
}
