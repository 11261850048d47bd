import { Command, Option } from 'commander';
import { IMPACTS } from '../../plan/engine/impact';
import type { CommandContext } from '../cli/command-context';
import { example, exitCodes, pathsOption } from '../cli/shared-options';
import type { PlanRequest } from './plan';

type Options = Pick<PlanRequest, 'base' | 'target' | 'platform' | 'output' | 'failOn'>;

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
    .addHelpText(
      'after',
      exitCodes({
        0: 'the change was planned, whatever it does',
        1: 'something cannot be rendered',
        2: 'wrong usage, or no answer of the cluster',
        3: 'the worst impact reaches --fail-on',
      }),
    )
    .addHelpText('after', example('plan --base main'))
    .action(async (options: Options) => {
      const { runPlan } = await import('./plan.js');
      const applications = async () => (await context.repository()).applications;
      // Without applications what is compared is what the folder holds.
      const target = context.hasApplications ? {} : { target: await standaloneTarget(), asApplied: true };
      context.done(await runPlan({ ...context, applications, ...target, ...options }));
    });
}

async function standaloneTarget(): Promise<readonly string[]> {
  const { configuredPaths } = await import('../configuration/configured.js');
  return configuredPaths();
}
