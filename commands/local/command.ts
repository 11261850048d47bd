import { Command } from 'commander';
import type { CommandContext } from '../cli/command-context';
import { applicationArgument, clusterOption, example, exitCodes } from '../cli/shared-options';
import type { LocalRequest } from './local-request';

type Options = Pick<LocalRequest, 'port' | 'reset' | 'cluster'>;

export function localCommand({ repository, root, console, done }: CommandContext): Command {
  return new Command('local')
    .description('run the declared database on this machine, without Docker')
    .addArgument(applicationArgument())
    .option('--port <number>', 'on 127.0.0.1; 0 for any that is free', '5432')
    .option('--reset', 'create the database again, without its data', false)
    .addOption(clusterOption())
    .addHelpText(
      'after',
      exitCodes({ 0: 'it was stopped', 1: 'it could not run', 2: 'wrong usage, or another major than is installed' }),
    )
    .addHelpText('after', example('local shop --port 0'))
    .action(async (application: string, options: Options) => {
      const { local, untilInterrupted } = await import('./local.js');
      const stop = untilInterrupted();
      const { applications } = await repository();
      done(await local(applications, { application, ...options, root, console, stop }));
    });
}
