import { Command, Option } from 'commander';
import type { ExplainOptions } from '../explain/explain';
import type { PlanRequest } from '../plan/plan';
import type { RestoreRequest } from '../restore/restore';
import type { ValidateRequest } from '../validate/validate';
import { callerPath } from './caller-path';
import { type Console, processConsole } from './console';
import { delegate } from './delegate';
import { exitCodeOf } from './exit-code';
import { request, surroundings } from './surroundings';
import { parseTarget } from './target-option';

type PlanOptions = Pick<PlanRequest, 'base' | 'target' | 'output' | 'failOn'>;
type RestoreOptions = Pick<RestoreRequest, 'at' | 'into' | 'drill' | 'end' | 'cluster'>;
type ValidateOptions = Pick<ValidateRequest, 'output' | 'old'> & { readonly target?: string };

const LINEAGE_BASE =
  'git ref: what only this branch has committed may still be renamed (default: what HEAD has may not)';

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
    return exitCodeOf(error, console);
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
    .option('--base <ref>', LINEAGE_BASE)
    .action(async (options: { quiet: boolean; base?: string }) => {
      const { synth } = await import('../synth/synth.js');
      done(synth({ ...(await request(console)), ...options }));
    });

  program
    .command('check')
    .description('fail where dist/ is not what synth would write')
    .option('--base <ref>', LINEAGE_BASE)
    .action(async (options: { base?: string }) => {
      const { check } = await import('../check/check.js');
      done(check({ ...(await request(console)), ...options }));
    });

  program
    .command('validate')
    .description('judge YAML or JSON by anybody')
    .argument('<source...>', 'files, folders, or - for standard input')
    .addOption(
      new Option('--output <format>', 'for people or for programs')
        .choices(['text', 'json', 'sarif', 'github'])
        .default('text'),
    )
    .option('--old <file>', 'the objects as they are: those of the same identity are judged as updates of them')
    .option('--target <versions>', 'versions to judge for, such as operator=1.28.0,kubernetes=1.34')
    .action(async (sources: string[], { target, ...options }: ValidateOptions) => {
      const { validateSources: validate } = await import('../validate/validate.js');
      const old = options.old === undefined ? undefined : callerPath(options.old);
      const request = { ...options, old, sources: sources.map(callerPath), target: parseTarget(target) };
      done(await validate({ ...request, now: new Date(), console }));
    });

  program
    .command('explain')
    .description('a page on a rule or a PostgreSQL parameter, or objects as the operator completes them')
    .argument('[subject...]', 'a rule, or parameter and its name, or files with --defaulted; without one, all rules')
    .option('--defaulted', 'print the objects of the files as the cluster will keep them', false)
    .option('--version <major>', 'of PostgreSQL, for parameters')
    .option('--markdown', 'write the pages of all rules into this folder', false)
    .action(async (subject: string[], options: ExplainOptions) => {
      const { explain } = await import('../explain/explain.js');
      done(await explain({ subject: options.defaulted ? subject.map(callerPath) : subject, ...options, console }));
    });

  program
    .command('plan')
    .description('what a change of the manifests will do to the running databases')
    .option('--base <where>', 'git ref, folder, file or "cluster" (default: merge base with the default branch)')
    .option('--target <path>', 'folder or file (default: the applications, rendered)')
    .addOption(new Option('--output <format>').choices(['text', 'json', 'markdown']).default('text'))
    .option('--fail-on <impact>', 'exit 3 at this impact or a worse one')
    .action(async (options: PlanOptions) => {
      const { planCommand } = await import('../plan/plan.js');
      const applications = async () => (await import('../../apps/index.js')).applications;
      const target = options.target === undefined ? undefined : callerPath(options.target);
      done(await planCommand({ ...options, target, applications, ...surroundings(console) }));
    });

  program
    .command('backup')
    .description('print a Backup of a database, for kubectl create -f -')
    .argument('<application>')
    .option('--cluster <name>', 'for applications that have several')
    .action(async (application: string, options: { cluster?: string }) => {
      const { backup } = await import('../backup/backup.js');
      const { applications, now } = await request(console);
      console.out(backup(applications, { application, ...options, now }));
    });

  program
    .command('migrations')
    .description('the SQL of roles and tenants for a database that exists')
    .argument('<application>')
    .option('--output <folder>', 'write files (default: print them)')
    .action(async (application: string, { output }: { output?: string }) => {
      const { migrations } = await import('../migrations/migrations.js');
      const { applications } = await request(console);
      const folder = output === undefined ? undefined : callerPath(output);
      done(migrations(applications, { application, output: folder, console }));
    });

  delegate(program, 'evidence', 'write what the manifests show of declared safeguards, for auditors', async () => {
    const { evidenceCommand } = await import('../evidence/command.js');
    return evidenceCommand(() => request(console), done);
  });

  program
    .command('restore')
    .description(
      'declare a cluster recovered to a point in time, next to the damaged one, and print the way to it and back',
    )
    .argument('<application>')
    .option('--at <instant>', 'with its zone, such as 2026-11-20T13:37:00Z')
    .option('--into <name>', 'of the recovered cluster')
    .option('--drill', 'isolated, without an archive, and gone after a week', false)
    .option('--end <name>', 'end a drill')
    .option('--cluster <name>', 'for applications that have several')
    .action(async (application: string, options: RestoreOptions) => {
      const { restore } = await import('../restore/restore.js');
      const { applications, root, now } = await request(console);
      done(restore(applications, { application, ...options, root, now, console }));
    });

  delegate(
    program,
    'drill',
    'break one thing in a live cluster, measure what comes of it, put everything back',
    async () => {
      const { drillCommand } = await import('../drill/command.js');
      return drillCommand(() => request(console), done);
    },
  );

  program
    .command('local')
    .description('run the declared database on this machine, without Docker')
    .argument('<application>')
    .option('--port <number>', 'on 127.0.0.1; 0 for any that is free', '5432')
    .option('--reset', 'create the database again, without its data', false)
    .option('--cluster <name>', 'for applications that have several')
    .action(async (application: string, options: { port: string; reset: boolean; cluster?: string }) => {
      const { local, untilInterrupted } = await import('../local/local.js');
      const stop = untilInterrupted();
      const { applications, root } = await request(console);
      done(await local(applications, { application, ...options, root, console, stop }));
    });

  program
    .command('verify-postgres')
    .description('start PostgreSQL with the parameters of each Cluster')
    .argument('[applications...]')
    .action(async (names: string[]) => {
      const { verifyPostgres } = await import('../verify-postgres/verify-postgres.js');
      const { applications } = await request(console);
      done(await verifyPostgres(applications, { names, console }));
    });

  delegate(program, 'import', 'bring CRDs into imports/', async () => {
    const { importCommand } = await import('../import/command.js');
    return importCommand(done);
  });
  return program;
}
