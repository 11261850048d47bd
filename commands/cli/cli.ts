import { Command } from 'commander';
import type { Repository } from './command-context';
import { COMMANDS } from './commands';
import { type Console, processConsole } from './console';
import { exitCodeOf } from './exit-code';

/** Where a command line runs. */
export interface CommandLineOptions {
  /** Loads the applications, such as `() => import('./apps/index.js')`. */
  readonly repository: () => Promise<Repository>;
  /** Folder of the repository. @default - the working directory */
  readonly root?: string;
  /** @default - that of this process */
  readonly console?: Console;
}

/**
 * Runs one command line.
 * @param argv - the arguments, without the program
 * @returns the exit code: 0 for success, 1 for errors in what was judged or written, 2 for wrong usage
 */
export async function runCommandLine(argv: readonly string[], options: CommandLineOptions): Promise<number> {
  const { repository, root = process.cwd(), console = processConsole() } = options;
  let code = 0;
  const done = (result: number) => {
    code = result;
  };
  const program = new Command('cnpg-gitops')
    .description('typed CloudNativePG manifests for GitOps')
    .configureOutput({ writeOut: (text) => console.out(text), writeErr: (text) => console.err(text) })
    .configureHelp({ showGlobalOptions: false })
    .exitOverride();
  // `npx cdk8s synth` names its output folder in CDK8S_OUTDIR.
  const outdir = process.env.CDK8S_OUTDIR || 'dist';
  const context = { repository, root, outdir, now: new Date(), console, done };
  for (const command of COMMANDS) program.addCommand(command(context).copyInheritedSettings(program));
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    return exitCodeOf(error, console);
  }
}
