import { CommanderError } from 'commander';
import { folded, visible } from '../report/lines';
import type { Console } from './console';
import { inputProblem } from './input-problem';

/**
 * Prints what ended a command, and says with which exit code. Errors that speak of the input are known by name: loading their classes
 * would load what a command leaves out.
 */
export function exitCodeOf(error: unknown, console: Console): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (!(error instanceof Error)) throw error;
  if (error.name === 'UsageError') {
    console.err(`${printable(error.message, console)}\n`);
    return 2;
  }
  const problem = inputProblem(error);
  if (problem !== undefined) {
    console.err(`${printable(problem, console)}\n`);
    return 1;
  }
  const isKnown = ['RenderError', 'WriteError'].includes(error.name);
  // What the system says (no permission, disk full) names the file, and its stack would say nothing more.
  const said = isKnown || 'syscall' in error ? error.message : (error.stack ?? error.message);
  console.err(`${printable(said, console)}\n`);
  return 1;
}

/** Messages quote names and values of anybody's YAML, and have lines of their own. */
function printable(message: string, { columns }: Console): string {
  return folded(message.split('\n').map(visible).join('\n'), columns);
}
