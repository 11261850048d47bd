import { readFileSync } from 'node:fs';
import type { Recoveries } from '../../constructs/index';
import type { runScript } from '../new/run-script';
import { replaceFile } from '../source/replace-file';
import type { RestoreStep } from './later-change';
import { printRecoveries } from './recoveries-file';

interface Trial extends RestoreStep {
  /** Name of the application. */
  readonly application: string;
  readonly root: string;
  /** Calls a command in a process of its own. @default - it is written without a trial */
  readonly run?: typeof runScript;
}

/**
 * Writes what a later step makes of the file, unless nothing could be rendered with it: every other command would fail from then on. Whether
 * it can is seen by the same call once more, which reads the new file and finds nothing to write.
 * @param render - of the file as it was read
 * @returns what is wrong, and the file is as it was then
 */
export function writeTried(
  { root, run, application, end, serve, hibernate, drop, reason }: Trial,
  file: string,
  recoveries: Recoveries,
  render: () => unknown,
): string | undefined {
  const [before, after] = [readFileSync(file, 'utf8'), printRecoveries(recoveries)];
  if (before === after) {
    render();
    return undefined;
  }
  replaceFile(file, after);
  const steps = Object.entries({ serve, hibernate, drop, reason }).filter(([, given]) => given !== undefined);
  // A drill that has ended is in nobody's way.
  if (run === undefined || end !== undefined) return undefined;
  const { code, output } = run(root, 'restore', [application, ...steps.map(([name, given]) => `--${name}=${given}`)]);
  if (code === 0) return undefined;
  replaceFile(file, before);
  return output;
}
