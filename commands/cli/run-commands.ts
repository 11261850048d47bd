import { createRequire } from 'node:module';
import { Command } from 'commander';
import type { CommandContext, Repository } from './command-context';
import { type Console, processConsole } from './console';
import { exitCodeOf } from './exit-code';
import { optimizeLate } from './optimize-late';
import { examples, STANDALONE } from './shared-options';
import { UsageError } from './usage-error';

/** What somebody with nothing but YAML tries first. */
const FIRST_CALLS = ['validate .', 'plan --base origin/main', 'explain scheduled-backup-six-fields'];

/** Where a command line runs. */
export interface CommandLineOptions {
  /**
   * Loads the applications, such as `() => import('./apps/index.js')`.
   * @default - there are none: only the commands that judge YAML by anybody are offered
   */
  readonly repository?: () => Promise<Repository>;
  /** Folder of the repository. @default - the working directory */
  readonly root?: string;
  /** Folder for what runs leave to later ones, which git ignores. @default - every run begins anew */
  readonly cache?: string;
  /** @default - that of this process */
  readonly console?: Console;
}

/**
 * Runs one command line.
 * @param argv - the arguments, without the program
 * @param commands - what it may call
 * @returns the exit code: 0 for success, 1 for errors in what was judged or written, 2 for wrong usage
 */
export async function runCommands(
  argv: readonly string[],
  commands: readonly ((context: CommandContext) => Command)[],
  options: CommandLineOptions = {},
): Promise<number> {
  const { repository = noRepository, root = process.cwd(), console = processConsole() } = options;
  optimizeLate();
  let code = 0;
  const done = (result: number) => {
    code = result;
  };
  const program = new Command(options.repository ? 'cnpg-gitops' : STANDALONE)
    .description('typed CloudNativePG manifests for GitOps')
    .version(createRequire(__filename)('cnpg-gitops/package.json').version, '--version', 'print the version')
    // --version after a command is its own: explain has one, of PostgreSQL.
    .enablePositionalOptions()
    .configureOutput({ writeOut: (text) => console.out(text), writeErr: (text) => console.err(text) })
    // The help of commander wraps at what it takes for the width of the terminal; a pipe has none.
    .configureHelp({ showGlobalOptions: false, helpWidth: console.columns ?? 120, minWidthToWrap: 20 })
    .exitOverride()
    .addHelpText('after', options.repository ? examples('synth', 'validate dist') : examples(...FIRST_CALLS));
  // `npx cdk8s synth` names its output folder in CDK8S_OUTDIR.
  const outdir = process.env.CDK8S_OUTDIR || 'dist';
  const context = {
    repository,
    hasApplications: options.repository !== undefined,
    root,
    outdir,
    now: new Date(),
    ...(options.cache !== undefined && { cache: options.cache }),
    console,
    done,
  };
  for (const command of commands) program.addCommand(command(context).copyInheritedSettings(program));
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    return exitCodeOf(error, console);
  }
}

async function noRepository(): Promise<Repository> {
  throw new UsageError(
    'this needs the applications of a repository that is made with this project: call it there, by npm run',
  );
}
