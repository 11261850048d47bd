import fs from 'node:fs';
import { WriteError } from './write-error';

/**
 * The status of a path, without following links; undefined if nothing is there, also if a parent is a file.
 * @throws WriteError for a path that is too long
 */
export function fileStatus(path: string): fs.Stats | undefined {
  try {
    return fs.lstatSync(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return undefined;
    // The length limit of a whole path depends on the system.
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

/** Removes an empty folder. Does nothing if it is not empty. */
export function removeIfEmpty(folder: string): void {
  try {
    fs.rmdirSync(folder);
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR', 'ENOTEMPTY', 'EEXIST'].includes(codeOf(error))) throw error;
  }
}
