import { COMMANDS } from './commands';
import { optimizeLater } from './optimize-later';
import { type CommandLineOptions, runCommands } from './run-commands';

/**
 * Runs one command line of a repository of this project.
 * @param argv - the arguments, without the program
 * @returns the exit code: 0 for success, 1 for errors in what was judged or written, 2 for wrong usage
 */
export function runCommandLine(argv: readonly string[], options: CommandLineOptions): Promise<number> {
  optimizeLater();
  return runCommands(argv, COMMANDS, options);
}
