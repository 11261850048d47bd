import { Command } from 'commander';
import { callerPath } from '../cli/caller-path';
import type { CommandContext } from '../cli/command-context';
import { example } from '../cli/shared-options';
import { UsageError } from '../cli/usage-error';
import type { AdoptRequest } from './adopt-request';

type Options = Pick<AdoptRequest, 'name' | 'platform' | 'namespace'> & { readonly context?: string };

export function adoptCommand(context: CommandContext): Command {
  return new Command('adopt')
    .description(
      'declare objects that exist as an application of this repository, and prove that nothing changes for them',
    )
    .argument(
      '[source...]',
      'files, folders, or "-" for standard input: manifests, the output of a chart or of kubectl get -o yaml',
    )
    .option('--context <name>', 'of the kubeconfig: the objects of a live cluster, in place of files')
    .option('--name <name>', 'of the application (default: that of the only Cluster)')
    .option('--platform <name>', 'a folder in apps/platforms (default: the only one)')
    .option('--namespace <name>', 'of the objects (default: the only one that they name)')
    .addHelpText('after', example('adopt cluster.yaml --name shop --platform aws'))
    .action(async (given: readonly string[], { context: live, ...options }: Options) => {
      if (given.length > 0 === (live !== undefined)) {
        throw new UsageError('adopt what? Give files, folders or "-", or a live cluster by --context');
      }
      const [{ adopt }, { runScript }, { liveObjects }] = await Promise.all([
        import('./adopt.js'),
        import('../new/run-script.js'),
        import('./live-objects.js'),
      ]);
      const sources = given.map((source) => (source === '-' ? source : callerPath(source)));
      const read = live === undefined ? {} : { live: (namespace: string) => liveObjects(live, namespace) };
      context.done(
        await adopt(await context.repository(), { ...context, ...options, ...read, sources, run: runScript }),
      );
    });
}
