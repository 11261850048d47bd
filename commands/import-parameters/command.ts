import { Command } from 'commander';
import { runImportParameters } from './import-parameters';

/** `import-parameters` as the command line knows it, in its own entry and in the common one. */
export function importParametersCommand(done: (code: number) => void): Command {
  return new Command('import-parameters')
    .description('record what PostgreSQL of each major says of its parameters in imports/, with the types made of it')
    .option('--output <folder>', 'where to write', 'imports')
    .action(async (options: { output: string }) => {
      done(await runImportParameters(options));
    });
}
