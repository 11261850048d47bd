import { Command, Option } from 'commander';
import type { CommandContext } from '../cli/command-context';
import { applicationArgument, clusterOption, example, exitCodes } from '../cli/shared-options';
import type { VerifyRequest } from './verify';

interface Options extends Pick<VerifyRequest, 'cluster' | 'platform' | 'connection' | 'output'> {
  readonly context?: string;
}

/** `verify`: whether what is declared is what runs. */
export function verifyCommand({ repository, now, console, done }: CommandContext): Command {
  return new Command('verify')
    .description('whether what an application declares is what runs; reads only')
    .addArgument(applicationArgument())
    .addOption(clusterOption())
    .option('--context <name>', 'context of the kubeconfig, in place of the current one')
    .option('--platform <name>', 'where a second site is asked for (default: the own platform of the application)')
    .option('--connection <uri>', 'of a read-only role, for what only PostgreSQL tells; password in PGPASSWORD')
    .addOption(new Option('--output <format>', 'for people, or for programs').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      exitCodes({
        0: 'what is declared is what runs',
        1: 'something is wrong',
        2: 'nothing wrong was found, but something may not be read; no answer; wrong usage',
      }),
    )
    .addHelpText('after', example('verify shop --context production'))
    .action(async (application: string, { context, ...options }: Options) => {
      const [{ verify }, { kubeconfigClient }] = await Promise.all([
        import('./verify.js'),
        import('../plan/live-client.js'),
      ]);
      const { applications } = await repository();
      const request = { application, ...options, now, console };
      done(await verify(applications, () => kubeconfigClient('verify', context), request));
    });
}
