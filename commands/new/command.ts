import { Command, Option } from 'commander';
import { POSTGRES_MAJORS, type PostgresMajor } from '../../values/cnpg/image';
import type { CommandContext } from '../cli/command-context';
import { example, exitCodes } from '../cli/shared-options';
import type { NewRequest } from './new-request';

type Options = Pick<
  NewRequest,
  'platform' | 'api' | 'pooler' | 'database' | 'readOnly' | 'instances' | 'fromBackup'
> & {
  readonly postgres: PostgresMajor;
};

export function newCommand(context: CommandContext): Command {
  return new Command('new')
    .description('declare an application with a database in apps/, let synth write it, and print what it needs')
    .argument('<name>', 'of the application, its folders and its namespace')
    .option('--platform <name>', 'a folder in apps/platforms')
    .option('--api', 'with an API, which connects as a role of its own', false)
    .option('--pooler', 'with a pool of connections, in transaction mode', false)
    .option('--database <name>', 'with a further database, of an owner of its own; may be repeated', collected)
    .option('--read-only', 'with a role that reads', false)
    .option('--instances <number>', 'of PostgreSQL (default: one a node, at most three)')
    .addOption(new Option('--postgres <major>', 'major version').choices(POSTGRES_MAJORS).default('17'))
    .option('--from-backup <url>', "recovered from another cluster's archive, such as s3://shop-backups/db/shop-db")
    .addHelpText('after', exitCodes({ 0: 'it is written', 1: 'synth refuses it, and everything is as it was' }))
    .addHelpText('after', example('new shop --platform aws --api --pooler --database stock --read-only'))
    .action(async (name: string, options: Options) => {
      const [{ newApplication }, { runScript }] = await Promise.all([
        import('./new-application.js'),
        import('./run-script.js'),
      ]);
      const repository = await context.repository();
      context.done(newApplication(repository, { ...context, ...options, name, run: runScript }));
    });
}

function collected(name: string, before: readonly string[] = []): readonly string[] {
  return [...before, name];
}
