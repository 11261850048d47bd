import fs from 'node:fs';
import { WriteError } from './write-error';

/** What stands at a path, links not followed; undefined for nothing (also where a parent is a file). @throws WriteError for a path that is too long */
export function fileStatus(path: string): fs.Stats | undefined {
  try {
    return fs.lstatSync(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return undefined;
    // How long a whole path may be depends on the system.
    if (codeOf(error) === 'ENAMETOOLONG') {
      throw new WriteError(
        `"${path}" has ${Buffer.byteLength(path)} bytes, more than this system takes of a path; shorten the names of its folders`,
        { cause: error },
      );
    }
    throw error;
  }
}

/** The system's code of an error (`ENOENT`), or the empty string. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Removes a folder that has nothing in it; leaves any other alone. */
export function removeIfEmpty(folder: string): void {
  try {
    fs.rmdirSync(folder);
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR', 'ENOTEMPTY', 'EEXIST'].includes(codeOf(error))) throw error;
  }
}
