import { Command } from 'commander';
import { runImport } from './import';

/** `import [SOURCE…]` as the command line knows it, in its own entry and in the common one. */
export function importCommand(done: (code: number) => void): Command {
  return new Command('import')
    .description('bring CRDs into imports/: L1 TypeScript, schema facts, and their record in sources.json')
    .argument('[sources...]', 'folders, files, URLs, or - for standard input; without one, the URLs of cdk8s.yaml')
    .option('--release <version>', 'version of the project, where neither the CRD nor the name of its source tells')
    .option('--output <folder>', 'where to write', 'imports')
    .action(async (sources: string[], options: { release?: string; output: string }) => {
      done(await runImport({ sources, ...options }));
    });
}
