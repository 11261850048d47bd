import { Command } from 'commander';
import type { CommandContext } from '../cli/command-context';
import { example, lineageOption } from '../cli/shared-options';

interface Options {
  readonly quiet: boolean;
  readonly base?: string;
}

export function synthCommand(context: CommandContext): Command {
  return new Command('synth')
    .description('write the manifests of all applications into dist/, or say what is wrong and write nothing')
    .option('--quiet', 'print problems only', false)
    .addOption(lineageOption())
    .addHelpText('after', example('synth'))
    .action(async (options: Options) => {
      const { synth } = await import('./synth.js');
      const { applications, acknowledgements: acknowledge } = await context.repository();
      context.done(synth({ ...context, applications, acknowledge, ...options }));
    });
}
