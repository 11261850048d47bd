import { Command } from 'commander';
import type { CommandContext } from '../cli/command-context';
import { applicationArgument, clusterOption, example } from '../cli/shared-options';
import type { RestoreRequest } from './restore';

type Options = Pick<
  RestoreRequest,
  'at' | 'into' | 'drill' | 'end' | 'serve' | 'hibernate' | 'drop' | 'reason' | 'cluster'
>;

export function restoreCommand(context: CommandContext): Command {
  return new Command('restore')
    .description(
      'declare a cluster recovered to a point in time, beside the damaged one, and print the way to it and back',
    )
    .addArgument(applicationArgument())
    .option('--at <instant>', 'with its zone, such as 2026-11-20T13:37:00Z')
    .option('--into <name>', 'of the recovered cluster')
    .option('--drill', 'isolated, without an archive, and gone after a week', false)
    .option('--end <name>', 'end a drill')
    .option('--serve <name>', 'let applications connect to that cluster: the cut-over, and the way back')
    .option('--hibernate <name>', 'let a cluster rest that no longer serves')
    .option('--drop <name>', 'declare it no longer, and keep what was recovered from it')
    .option('--reason <text>', 'why nobody needs the dropped cluster any more')
    .addOption(clusterOption())
    .addHelpText('after', example('restore shop --at 2026-11-20T13:37:00Z'))
    .action(async (application: string, options: Options) => {
      const [{ restore }, { runScript }] = await Promise.all([import('./restore.js'), import('../new/run-script.js')]);
      const { applications } = await context.repository();
      context.done(restore(applications, { ...context, application, ...options, run: runScript }));
    });
}
