import { Command } from 'commander';
import { callerPath } from '../cli/caller-path';
import type { CommandContext } from '../cli/command-context';
import { example, exitCodes } from '../cli/shared-options';
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
    .addHelpText(
      'after',
      exitCodes({
        0: 'it is written, and the proof is printed',
        1: 'it would not render, or would change something; nothing was written',
      }),
    )
    .addHelpText('after', example('adopt cluster.yaml --name shop --platform aws'))
    .action(async (given: readonly string[], { context: live, ...options }: Options) => {
      if (given.length > 0 === (live !== undefined)) {
        throw new UsageError('adopt what? Give files, folders or "-", or a live cluster by --context');
      }
      const [{ adopt }, { runScript }, read] = await Promise.all([
        import('./adopt.js'),
        import('../new/run-script.js'),
        live === undefined ? undefined : liveReader(live),
      ]);
      const sources = given.map(callerPath);
      const request = { ...context, ...options, ...(read && { live: read }), sources, run: runScript };
      context.done(await adopt(await context.repository(), request));
    });
}

/** Reads the cluster of a context. The client of Kubernetes is large, and only this needs it. */
async function liveReader(context: string): Promise<AdoptRequest['live']> {
  const [{ liveObjects }, { kubeconfigClient }] = await Promise.all([
    import('./live-objects.js'),
    import('../plan/live-client.js'),
  ]);
  const client = await kubeconfigClient('--context', context);
  return (namespace) => liveObjects(client, namespace);
}
