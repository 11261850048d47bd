import { Argument, Command } from 'commander';
import type { CommandContext } from '../cli/command-context';
import { example, exitCodes } from '../cli/shared-options';

/** `status`: whether a Kubernetes cluster has what its platform needs. */
export function statusCommand({ repository, console, done }: CommandContext): Command {
  return new Command('status')
    .description('whether the cluster of the current context has what the applications on a platform need, and runs it')
    .addArgument(new Argument('<platform>', 'a folder in apps/platforms'))
    .addHelpText(
      'after',
      exitCodes({
        0: 'everything is there, and runs',
        1: 'something is missing or does not run',
        2: 'no answer of the cluster, or wrong usage',
      }),
    )
    .addHelpText('after', example('status k3s'))
    .action(async (platform: string) => {
      const [{ status }, { kubeconfigClient }] = await Promise.all([
        import('./status.js'),
        import('../plan/live-client.js'),
      ]);
      const { applications } = await repository();
      done(await status(applications, () => kubeconfigClient('status'), { platform, console }));
    });
}
