import type { Command, Option } from 'commander';

/** An option as a shell offers it. */
export interface CompletedOption {
  /** As they are typed: `--output`, `-o`. */
  readonly flags: readonly string[];
  readonly description: string;
  /** Whether a value follows. */
  readonly takesValue: boolean;
  /** What the value may be. Empty where that is a file, or anything. */
  readonly values: readonly string[];
}

/** What a shell offers after a command. */
export interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  /** What its arguments may be. */
  readonly words: readonly string[];
}

/**
 * What can be typed, as the help says it.
 * @param words - what the arguments of a command may be, where the command itself does not say it
 */
export function completions(program: Command, words: Readonly<Record<string, readonly string[]>>): CompletedCommand[] {
  const commands = program.createHelp().visibleCommands(program);
  const names = commands.map((command) => command.name());
  return commands.map((command) => ({
    name: command.name(),
    description: command.summary() || command.description(),
    options: command.createHelp().visibleOptions(command).map(optionOf),
    words: wordsOf(command, { ...words, help: names }),
  }));
}

function wordsOf(command: Command, words: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const chosen = command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices);
  return [...chosen, ...(words[command.name()] ?? [])];
}

function optionOf({ short, long, description, required, optional, argChoices = [] }: Option): CompletedOption {
  const flags = [short, long].filter((flag) => flag !== undefined);
  return { flags, description, takesValue: required || optional, values: argChoices };
}
