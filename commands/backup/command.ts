import { Command } from 'commander';
import type { CommandContext } from '../cli/command-context';
import { applicationArgument, clusterOption, example } from '../cli/shared-options';

export function backupCommand({ repository, now, console }: CommandContext): Command {
  return new Command('backup')
    .description('print a Backup of a database, for kubectl create -f -')
    .addArgument(applicationArgument())
    .addOption(clusterOption())
    .addHelpText('after', example('backup shop | kubectl create -f -'))
    .action(async (application: string, options: { readonly cluster?: string }) => {
      const { backup } = await import('./backup.js');
      const { applications } = await repository();
      console.out(backup(applications, { application, ...options, now }));
    });
}
