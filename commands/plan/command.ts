import { resolve, sep } from 'node:path';
import { Command, Option } from 'commander';
import { IMPACTS } from '../../plan/engine/impact';
import type { RenderOptions } from '../applied/rendering';
import type { CommandContext } from '../cli/command-context';
import { example, exitCodes, networkOption, pathsOption, renderOption } from '../cli/shared-options';
import type { PlanRequest } from './plan-request';

type Options = Pick<PlanRequest, 'base' | 'platform' | 'output' | 'failOn'> &
  Partial<RenderOptions> & { readonly target?: readonly string[] };

export function planCommand(context: CommandContext): Command {
  const targetByDefault = context.hasApplications
    ? 'the applications, rendered'
    : 'what cnpg-gitops.yaml names, or this folder';
  return new Command('plan')
    .description('what a change of the manifests will do to the running databases')
    .option('--base <where>', 'git ref, folder, file or "cluster" (default: merge base with the default branch)')
    .addOption(pathsOption('--target <paths...>', `folders and files (default: ${targetByDefault})`))
    .option('--platform <name>', 'one Kubernetes cluster of several (default: all)')
    .addOption(
      new Option('--output <format>', 'for people, for programs, or for a pull request')
        .choices(['text', 'json', 'markdown'])
        .default('text'),
    )
    .addOption(new Option('--fail-on <impact>', 'exit 3 at this impact or a worse one').choices(IMPACTS))
    .addOption(renderOption())
    .addOption(networkOption())
    .addHelpText(
      'after',
      exitCodes({
        0: 'the change was planned, whatever it does',
        1: 'something cannot be rendered, or dist/ is not what the committed source makes',
        2: 'wrong usage, a file that cannot be read, or no answer of the cluster',
        3: 'the worst impact reaches --fail-on, or with it a change could not be seen',
      }),
    )
    .addHelpText('after', example('plan --base main'))
    .action(async ({ render, allowNetwork, target, ...options }: Options) => {
      const { runPlan } = await import('./plan.js');
      const applications = async () => (await context.repository()).applications;
      const rendering = { ...(render && { render }), ...(allowNetwork && { allowNetwork }) };
      context.done(
        await runPlan({ ...context, applications, rendering, ...options, ...(await targetOf(context, target)) }),
      );
    });
}

/** Without applications what is compared is what the folder holds. What synth has written is applied as it is. */
async function targetOf({ hasApplications, outdir, root }: CommandContext, given: readonly string[] | undefined) {
  const { configuredPaths } = await import('../configuration/configured.js');
  const target = given ?? (hasApplications ? undefined : configuredPaths());
  if (target === undefined) return {};
  const isOutput = (path: string) => `${resolve(path)}${sep}`.startsWith(`${resolve(root, outdir)}${sep}`);
  return { target, asApplied: !(hasApplications && target.every(isOutput)) };
}
