import { CommanderError } from 'commander';
import type { Console } from './console';

/**
 * Prints what ended a command, and says with which exit code. Errors that speak of the input are known by name: loading their classes
 * would load what a command leaves out.
 */
export function exitCodeOf(error: unknown, console: Console): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (!(error instanceof Error)) throw error;
  if (error.name === 'UsageError') {
    console.err(`${error.message}\n`);
    return 2;
  }
  const isKnown = ['InputError', 'InvalidValueError', 'RenderError', 'WriteError'].includes(error.name);
  // What the system says (no permission, disk full) names the file, and its stack would say nothing more.
  console.err(`${isKnown || 'syscall' in error ? error.message : error.stack}\n`);
  return 1;
}
