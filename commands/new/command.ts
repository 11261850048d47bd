import { Command, Option } from 'commander';
import { POSTGRES_MAJORS, type PostgresMajor } from '../../values/cnpg/image';
import type { CommandContext } from '../cli/command-context';
import { example } from '../cli/shared-options';
import type { NewRequest } from './new-application';

type Options = Pick<NewRequest, 'platform' | 'api' | 'instances' | 'fromBackup'> & { readonly postgres: PostgresMajor };

export function newCommand(context: CommandContext): Command {
  return new Command('new')
    .description('declare an application with a database in apps/, let synth write it, and print what it needs')
    .argument('<name>', 'of the application, its folders and its namespace')
    .requiredOption('--platform <name>', 'a folder in apps/platforms')
    .option('--api', 'with an API, which connects as a role of its own', false)
    .option('--instances <number>', 'of PostgreSQL (default: one a node, at most three)')
    .addOption(new Option('--postgres <major>', 'major version').choices(POSTGRES_MAJORS).default('17'))
    .option('--from-backup <url>', "recovered from another cluster's archive, such as s3://shop-backups/db/shop-db")
    .addHelpText('after', example('new shop --platform aws --api'))
    .action(async (name: string, options: Options) => {
      const [{ newApplication }, { runScript }] = await Promise.all([
        import('./new-application.js'),
        import('./run-script.js'),
      ]);
      const repository = await context.repository();
      context.done(newApplication(repository, { ...context, ...options, name, run: runScript }));
    });
}
