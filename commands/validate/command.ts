import { Command, Option } from 'commander';
import { callerPath } from '../cli/caller-path';
import type { CommandContext } from '../cli/command-context';
import { example, pathOption } from '../cli/shared-options';
import { targetOption } from '../cli/target-option';
import type { ValidateRequest } from './validate';

type Options = Pick<ValidateRequest, 'output' | 'old' | 'target'>;

export function validateCommand({ now, console, done }: CommandContext): Command {
  return new Command('validate')
    .description('judge YAML or JSON by anybody')
    .argument('[source...]', 'files, folders, or - for standard input (default: what cnpg-gitops.yaml names)')
    .addOption(
      new Option('--output <format>', 'for people or for programs')
        .choices(['text', 'json', 'sarif', 'github'])
        .default('text'),
    )
    .addOption(
      pathOption('--old <file>', 'the objects as they are: those of the same identity are judged as updates of them'),
    )
    .addOption(targetOption())
    .addHelpText('after', example('validate dist/ --output json'))
    .action(async (sources: string[], options: Options) => {
      const { validateSources } = await import('./validate.js');
      done(await validateSources({ ...options, sources: sources.map(callerPath), now, console }));
    });
}
