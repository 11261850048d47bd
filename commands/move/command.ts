import { Command } from 'commander';
import type { CommandContext } from '../cli/command-context';
import { applicationArgument, clusterOption, example } from '../cli/shared-options';
import type { MoveRequest } from './move';

type Options = Omit<MoveRequest, 'application' | 'now' | 'console'>;

export function moveCommand(context: CommandContext): Command {
  return new Command('move')
    .description(
      'the commits of a move in order, and what to wait for between them; writes the first one where it is other values',
    )
    .addArgument(applicationArgument())
    .option('--storage-class <name>', 'another StorageClass for all volumes')
    .option('--size <size>', 'another size of the data volume, such as 20Gi')
    .option('--bucket <path>', 'another bucket or path, such as s3://bucket/path')
    .option('--namespace <name>', 'another namespace')
    .option('--name <name>', 'another name of the cluster')
    .option('--platform <name>', 'another Kubernetes cluster')
    .option('--dry-run', 'only print', false)
    .addOption(clusterOption())
    .addHelpText('after', example('move shop --storage-class fast'))
    .action(async (application: string, options: Options) => {
      const { move } = await import('./move.js');
      const { applications } = await context.repository();
      context.done(move(applications, { ...context, application, ...options }));
    });
}
