import { Command, Option } from 'commander';
import type { GitOps } from '../../constructs/index';
import { callerPath } from '../cli/caller-path';
import type { CommandContext } from '../cli/command-context';
import { example, exitCodes } from '../cli/shared-options';
import { targetOption } from '../cli/target-option';
import { UsageError } from '../cli/usage-error';
import type { ElsewhereRequest } from './adopt-elsewhere';

/** `adopt` of the npm package: nothing but the objects is here. */
export function adoptElsewhereCommand({ root, now, console, done }: CommandContext): Command {
  return new Command('adopt')
    .description('declare objects that exist as TypeScript of a cdk8s project, and prove that nothing changes for them')
    .argument(
      '<source...>',
      'files, folders, or "-" for standard input: the output of kubectl get -o yaml, or of a chart',
    )
    .option('--name <name>', 'of the application (default: that of the only Cluster)')
    .option('--platform <name>', 'of the Kubernetes cluster: a folder in apps/platforms (default: cluster)')
    .option('--namespace <name>', 'of the objects (default: the only one that they name)')
    .addOption(
      new Option('--gitops <engine>', 'what applies the objects: their protection is in its words')
        .choices(['argocd', 'flux'] satisfies GitOps[])
        .default('argocd'),
    )
    .addOption(targetOption())
    .addHelpText(
      'after',
      exitCodes({
        0: 'it is written, and the proof is printed',
        1: 'it would not render, or would change something; nothing was written',
      }),
    )
    .addHelpText('after', example('adopt shop.yaml --name shop'))
    .action(
      async (given: readonly string[], options: Omit<ElsewhereRequest, 'sources' | 'root' | 'now' | 'console'>) => {
        const { adoptElsewhere } = await import('./adopt-elsewhere.js').catch(withoutCdk8s);
        done(await adoptElsewhere({ ...options, sources: given.map(callerPath), root, now, console }));
      },
    );
}

/** The other commands of the package need nothing installed. */
function withoutCdk8s(error: unknown): never {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND';
  if (!isMissing) throw error;
  throw new UsageError('adopt needs cdk8s and constructs beside the package: npm install cdk8s constructs');
}
