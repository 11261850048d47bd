import { Command } from 'commander';
import type { CommandContext } from '../cli/command-context';
import { applicationArgument, example, pathOption } from '../cli/shared-options';

export function migrationsCommand({ repository, console, done }: CommandContext): Command {
  return new Command('migrations')
    .description('the SQL of roles and tenants for a database that exists')
    .addArgument(applicationArgument())
    .addOption(pathOption('--output <folder>', 'write files (default: print them)'))
    .addHelpText('after', example('migrations shop --output migrations'))
    .action(async (application: string, options: { readonly output?: string }) => {
      const { migrations } = await import('./migrations.js');
      const { applications } = await repository();
      done(migrations(applications, { application, ...options, console }));
    });
}
