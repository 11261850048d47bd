import { Command, Option } from 'commander';
import { DEFAULT_PROFILE, PROFILE_NAMES } from '../../values/declarations/profile';
import type { RenderOptions } from '../applied/rendering';
import { callerPath } from '../cli/caller-path';
import type { CommandContext } from '../cli/command-context';
import { example, exitCodes, networkOption, pathOption, renderOption } from '../cli/shared-options';
import { targetOption } from '../cli/target-option';
import type { ValidateRequest } from './validate';

type Options = Pick<ValidateRequest, 'output' | 'old' | 'target' | 'profile' | 'advice' | 'explainSkips'> &
  Partial<RenderOptions>;

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
    .addOption(renderOption())
    .addOption(networkOption())
    .addOption(
      new Option('--profile <name>', `how much is asked of the databases (default: ${DEFAULT_PROFILE})`).choices(
        PROFILE_NAMES,
      ),
    )
    .option('--advice', 'say everything that is found, whatever the profile')
    .option('--explain-skips', 'say of each file of a folder that is not judged why')
    .addHelpText('after', exitCodes({ 0: 'no errors; there may be warnings', 1: 'errors' }))
    .addHelpText('after', example('validate dist/ --output json'))
    .action(async (sources: string[], { render, allowNetwork, ...options }: Options) => {
      const { validateSources } = await import('./validate.js');
      const rendering = { ...(render && { render }), ...(allowNetwork && { allowNetwork }) };
      done(await validateSources({ ...options, rendering, sources: sources.map(callerPath), now, console }));
    });
}
