import { Command } from 'commander';
import type { RenderedOptions } from '../cache/rendered';
import type { CommandContext } from '../cli/command-context';
import { example, exitCodes, lineageOption, noCacheOption } from '../cli/shared-options';

interface Options extends RenderedOptions {
  readonly quiet: boolean;
}

export function synthCommand(context: CommandContext): Command {
  return new Command('synth')
    .description('write the manifests of all applications into dist/, or say what is wrong and write nothing')
    .option('--quiet', 'print problems only', false)
    .addOption(lineageOption())
    .addOption(noCacheOption())
    .addHelpText(
      'after',
      exitCodes({ 0: 'dist/ is what the source makes', 1: 'something is wrong, and nothing was written' }),
    )
    .addHelpText('after', example('synth'))
    .action(async (options: Options) => {
      const { rendered } = await import('../cache/rendered.js');
      const { writeRendered } = await import('./write-rendered.js');
      context.done(await rendered(context, options, (made) => writeRendered(made, { ...context, ...options })));
    });
}
