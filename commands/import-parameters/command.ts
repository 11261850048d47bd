import { Command } from 'commander';
import { example } from '../cli/shared-options';

/** An entry of its own only: it needs nothing that is typed by what it generates. */
export function importParametersCommand({ done }: { readonly done: (code: number) => void }): Command {
  return new Command('import-parameters')
    .description('record what PostgreSQL of each major says of its parameters in imports/, with the types made of it')
    .option('--output <folder>', 'where to write', 'imports')
    .addHelpText('after', example('import:parameters'))
    .action(async (options: { readonly output: string }) => {
      const { runImportParameters } = await import('./import-parameters.js');
      done(await runImportParameters(options));
    });
}
