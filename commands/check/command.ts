import { Command } from 'commander';
import type { CommandContext } from '../cli/command-context';
import { example, lineageOption } from '../cli/shared-options';

export function checkCommand(context: CommandContext): Command {
  return new Command('check')
    .description('fail where dist/ is not what synth would write')
    .addOption(lineageOption())
    .addHelpText('after', example('check'))
    .action(async (options: { readonly base?: string }) => {
      const { check } = await import('./check.js');
      const { applications, acknowledgements: acknowledge } = await context.repository();
      context.done(check({ ...context, applications, acknowledge, ...options }));
    });
}
