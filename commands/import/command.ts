import { Command } from 'commander';
import { example } from '../cli/shared-options';

interface Options {
  readonly release?: string;
  readonly output: string;
}

/** Part of the common command line, and an entry of its own: it needs nothing that is typed by what it generates. */
export function importCommand({ done }: { readonly done: (code: number) => void }): Command {
  return new Command('import')
    .summary('bring CRDs into imports/')
    .description('bring CRDs into imports/: L1 TypeScript, schema facts, and their record in sources.json')
    .argument('[sources...]', 'folders, files, URLs, or - for standard input; without one, the URLs of cdk8s.yaml')
    .option('--release <version>', 'version of the project, where neither the CRD nor the name of its source tells')
    .option('--output <folder>', 'where to write', 'imports')
    .addHelpText('after', example('import crds/ --release 1.28.0'))
    .action(async (sources: string[], options: Options) => {
      const { runImport } = await import('./import.js');
      done(await runImport({ sources, ...options }));
    });
}
