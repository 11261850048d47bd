import { Command, Option } from 'commander';
import type { CommandContext } from '../cli/command-context';
import { applicationArgument, example, exitCodes, pathOption } from '../cli/shared-options';
import type { EvidenceRequest } from './evidence';

type Options = Pick<EvidenceRequest, 'format' | 'commit'> & Partial<Pick<EvidenceRequest, 'output' | 'drills'>>;

export function evidenceCommand(context: CommandContext): Command {
  return new Command('evidence')
    .summary('write what the manifests show of declared safeguards, for auditors')
    .description('write what the manifests show of the safeguards that an application declares, for auditors')
    .addArgument(applicationArgument())
    .addOption(pathOption('--output <folder>', 'where the report goes (default: evidence/ of the repository)'))
    .addOption(new Option('--format <format>').choices(['markdown', 'html', 'both']).default('both'))
    .option('--commit <id>', 'the commit that the report is made from')
    .addOption(
      pathOption('--drills <folder>', 'with reports of restore drills (default: evidence/drills/ of the repository)'),
    )
    .addHelpText('after', exitCodes({ 0: 'every safeguard is declared or accepted', 1: 'one is missing' }))
    .addHelpText('after', example('evidence shop --format html'))
    .action(async (application: string, options: Options) => {
      const { evidence } = await import('./evidence.js');
      const { applications } = await context.repository();
      const { output = 'evidence', drills = 'evidence/drills' } = options;
      context.done(evidence(applications, { ...context, application, ...options, output, drills }));
    });
}
