import { runCommandLine } from '../../../commands/cli/cli';
import type { Console } from '../../../commands/cli/console';

/** The command line of this repository. */
export function run(argv: readonly string[], console: Console): Promise<number> {
  return runCommandLine(argv, { repository: () => import('../../../apps/index.js'), console });
}
