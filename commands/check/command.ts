import { Command } from 'commander';
import type { RenderedOptions } from '../cache/rendered';
import type { CommandContext } from '../cli/command-context';
import { example, exitCodes, lineageOption, noCacheOption } from '../cli/shared-options';

export function checkCommand(context: CommandContext): Command {
  return new Command('check')
    .description('fail where dist/ is not what synth would write')
    .addOption(lineageOption())
    .addOption(noCacheOption())
    .addHelpText(
      'after',
      exitCodes({ 0: 'dist/ is what synth would write', 1: 'something is stale or wrong, which is listed' }),
    )
    .addHelpText('after', example('check'))
    .action(async (options: RenderedOptions) => {
      const { rendered } = await import('../cache/rendered.js');
      const { compareRendered } = await import('./compare-rendered.js');
      context.done(await rendered(context, options, (made) => compareRendered(made, context.console)));
    });
}
