import { spawn } from 'node:child_process';
import { DrillFailure } from './drill-failure';

/**
 * Runs a command of the user's in a shell; what it prints goes to standard error.
 * @throws DrillFailure when it ends with anything but 0
 */
export async function shell(command: string, environment: Readonly<Record<string, string>>): Promise<void> {
  const child = spawn(command, {
    shell: true,
    env: { ...process.env, ...environment },
    stdio: ['ignore', process.stderr, process.stderr],
    // In a group of its own: Ctrl-C ends the drill, which may have to start the node again.
    detached: true,
  });
  const code = await new Promise<number | string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (status, signal) => resolve(status ?? signal ?? 'unknown'));
  });
  if (code !== 0) throw new DrillFailure(`the command "${command}" ended with ${code}`);
}
