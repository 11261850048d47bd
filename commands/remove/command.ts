import { Command } from 'commander';
import type { CommandContext } from '../cli/command-context';
import { applicationArgument, example, exitCodes } from '../cli/shared-options';

export function removeCommand(context: CommandContext): Command {
  return new Command('remove')
    .description('take an application out of apps/ and dist/, and print what is to be deleted by hand')
    .addArgument(applicationArgument())
    .option('--reason <text>', 'why nobody needs its data any more, for those who look for it later')
    .addHelpText('after', exitCodes({ 0: 'it is removed', 1: 'synth refuses it, and everything is as it was' }))
    .addHelpText('after', example('remove shop --reason "the shop is closed; the bucket stays until 2033"'))
    .action(async (application: string, { reason }: { readonly reason?: string }) => {
      const [{ removeApplication }, { runScript }] = await Promise.all([
        import('./remove-application.js'),
        import('../new/run-script.js'),
      ]);
      const { applications } = await context.repository();
      context.done(removeApplication(applications, { ...context, application, reason, run: runScript }));
    });
}
