import { spawn } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { unprivileged } from './unprivileged';

export interface ProgramOutput {
  readonly stdout: string;
  readonly stderr: string;
}

/** One of PostgreSQL's programs failed. */
export class ProgramError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ProgramError';
  }
}

/**
 * Runs one of PostgreSQL's programs to its end.
 * @throws ProgramError with the program's own words
 */
export function runProgram(command: string, args: readonly string[], input = ''): Promise<ProgramOutput> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...unprivileged(), cwd: dirname(command) });
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output.stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new ProgramError(`${basename(command)} ended with ${code}: ${output.stderr.trim()}`));
    });
    // A server that ends early closes its input; its exit code tells more than the broken pipe.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
