import { Command } from 'commander';
import type { CommandContext } from '../cli/command-context';
import { applicationArgument, clusterOption, example } from '../cli/shared-options';
import type { RebuildRequest } from './rebuild';

type Options = Pick<RebuildRequest, 'at' | 'again' | 'from' | 'cluster'>;

export function rebuildCommand(context: CommandContext): Command {
  return new Command('rebuild')
    .description(
      'declare the clusters of an application as recovered from their own archives, after the Kubernetes cluster was lost',
    )
    .addArgument(applicationArgument())
    .option('--at <instant>', 'with its zone, such as 2026-11-20T13:37:00Z (default: the newest point)')
    .option('--again', 'after a rebuild that is declared already', false)
    .option('--from <server>', 'server name of an earlier archive of the cluster')
    .addOption(clusterOption())
    .addHelpText('after', example('rebuild shop'))
    .action(async (application: string, options: Options) => {
      const { rebuild } = await import('./rebuild.js');
      const { applications } = await context.repository();
      context.done(rebuild(applications, { ...context, application, ...options }));
    });
}
