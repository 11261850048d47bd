import { Argument, Command } from 'commander';
import type { CommandContext } from '../cli/command-context';
import { example } from '../cli/shared-options';
import { SHELLS, type Shell } from './shells';

export function completionCommand({ console, done }: CommandContext): Command {
  return new Command('completion')
    .description('print the completion of a shell, for its start file')
    .addArgument(new Argument('<shell>').choices(SHELLS))
    .addHelpText('after', example('completion bash >> ~/.bashrc'))
    .action(async (shell: Shell, _options: object, command: Command) => {
      const [{ completionScript }, { completions }, { ruleset }] = await Promise.all([
        import('./completion-script.js'),
        import('./completions.js'),
        import('../../rules/engine/ruleset.js'),
      ]);
      const subjects = ['parameter', ...ruleset().keys()];
      console.out(completionScript(shell, completions(command.parent ?? command, { explain: subjects })));
      done(0);
    });
}
