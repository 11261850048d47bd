import { join } from 'node:path';
import { temporaryFolder, writeFiles } from '../../manifests/support/folder';
import { run } from './command-line';
import { captured } from './console';

/** Runs a command line beside some files, in a folder of their own: `./name` stands for a file of it, in and out. */
export function folderWith(files: Record<string, string>) {
  return async (args: readonly string[], given: Parameters<typeof captured>[0] = {}) => {
    const folder = temporaryFolder();
    writeFiles(folder, files);
    const console = captured(given);
    const code = await run(
      args.map((arg) => (arg.startsWith('./') ? join(folder, arg) : arg)),
      console,
    );
    const { out, err } = console.output;
    return { code, out: out.replaceAll(`${folder}/`, ''), err: err.replaceAll(`${folder}/`, '') };
  };
}
