import { Command, CommanderError, Option } from 'commander';
import { type Console, processConsole } from './console';
import { parseTarget } from './target-option';

/**
 * Runs one command line. Each command loads what it needs when it is called: `validate` starts without cdk8s.
 * @returns the exit code: 0 for success, 1 for errors in what was judged or written, 2 for wrong usage
 */
export async function run(argv: readonly string[], console: Console = processConsole()): Promise<number> {
  let code = 0;
  const program = programFor(console, (result) => {
    code = result;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    return failed(error, console);
  }
}

function programFor(console: Console, done: (code: number) => void): Command {
  const program = new Command('cnpg-gitops')
    .description('typed CloudNativePG manifests for GitOps')
    .configureOutput({ writeOut: (text) => console.out(text), writeErr: (text) => console.err(text) })
    .configureHelp({ showGlobalOptions: false })
    .exitOverride();

  program
    .command('synth')
    .description('write the manifests of all applications into dist/, or say what is wrong and write nothing')
    .option('--quiet', 'print problems only', false)
    .action(async ({ quiet }: { quiet: boolean }) => {
      const { synth } = await import('./synth.js');
      done(synth({ ...(await request(console)), quiet }));
    });

  program
    .command('check')
    .description('fail where dist/ is not what synth would write')
    .action(async () => {
      const { check } = await import('./check.js');
      done(check(await request(console)));
    });

  program
    .command('validate')
    .description('judge YAML or JSON by anybody')
    .argument('<source...>', 'files, folders, or - for standard input')
    .addOption(new Option('--output <format>', 'for people or for programs').choices(['text', 'json']).default('text'))
    .option('--target <versions>', 'versions to judge for, such as operator=1.28.0,kubernetes=1.34')
    .action(async (sources: string[], { output, target }: { output: 'text' | 'json'; target?: string }) => {
      const { validate } = await import('./validate.js');
      done(await validate({ sources, output, target: parseTarget(target), now: new Date(), console }));
    });

  program
    .command('backup')
    .description('print a Backup of a database, for kubectl create -f -')
    .argument('<application>')
    .option('--cluster <name>', 'for applications that have several')
    .action(async (application: string, options: { cluster?: string }) => {
      const { backup } = await import('./backup.js');
      const { applications, now } = await request(console);
      console.out(backup(applications, { application, ...options, now }));
    });

  program
    .command('import')
    .description('bring CRDs into imports/')
    .argument('[sources...]', 'files, folders, URLs, or - for standard input')
    .allowUnknownOption()
    .helpOption(false)
    .action(async (_sources: string[], _options: object, { args }: Command) => {
      const { importCommand } = await import('./import/command.js');
      await importCommand(done).exitOverride().parseAsync(args, { from: 'user' });
    });
  return program;
}

/** `npx cdk8s synth` names its output folder in CDK8S_OUTDIR. */
async function request(console: Console) {
  const { applications } = await import('../apps/index.js');
  return { applications, root: process.cwd(), outdir: process.env.CDK8S_OUTDIR || 'dist', now: new Date(), console };
}

// Errors that speak of the input are known by name: loading their classes would load what a command leaves out.
function failed(error: unknown, console: Console): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (!(error instanceof Error)) throw error;
  if (error.name === 'UsageError') {
    console.err(`${error.message}\n`);
    return 2;
  }
  const isKnown = ['InputError', 'InvalidValueError', 'RenderError', 'WriteError'].includes(error.name);
  console.err(`${isKnown ? error.message : error.stack}\n`);
  return 1;
}
