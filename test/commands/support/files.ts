import { join } from 'node:path';
import { temporaryFolder, writeFiles } from '../../manifests/support/folder';
import { run } from './command-line';
import { captured } from './console';

/** Runs a command line in a folder with some files: `./name` means a file in it, in the arguments and in the output. */
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
