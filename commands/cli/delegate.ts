import type { Command } from 'commander';

/** A command that brings its own command line, which is loaded when it is called: options and help are its own. */
export function delegate(program: Command, name: string, description: string, load: () => Promise<Command>): void {
  program
    .command(name)
    .description(description)
    .argument('[arguments...]')
    .allowUnknownOption()
    .helpOption(false)
    .action(async (_given: string[], _options: object, { args }: Command) => {
      await (await load()).copyInheritedSettings(program).parseAsync(args, { from: 'user' });
    });
}
