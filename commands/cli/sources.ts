import { existsSync, readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { join, posix, resolve, sep } from 'node:path';
import { isKustomizationFile } from '../../manifests/applied/file-tree';
import { compare } from '../../values/collections/compare';
import { CONFIGURATION_FILE } from '../../values/declarations/configuration';
import type { Console } from './console';
import { UsageError } from './usage-error';

const EXTENSIONS = /\.(?:ya?ml|json)$/;
const BLANKS = new Set(Buffer.from(' \t\r\n'));
/** Whether a file that is found in a folder is read: YAML or JSON, by its name. */
export function isManifestFile(path: string): boolean {
  return EXTENSIONS.test(path) || isKustomizationFile(path);
}

/** What a project holds of other people's. */
const FOREIGN = new Set(['node_modules', '.git']);

export interface Source {
  /** As the user named it, `-` for standard input. */
  readonly name: string;
  /**
   * Reads it, again at each call: of thousands of files one is in memory at a time.
   * @throws UsageError for what cannot be read
   */
  readonly content: () => Uint8Array;
}

/** Takes what is left out because it cannot be read, and why. */
export type Skipped = (file: string, why: string) => void;

/** Whether a file or a folder that is found in a folder is left out. */
export type LeaveOut = (path: string) => boolean;

/**
 * Files, the YAML and JSON files below folders, in the order of their names, and standard input (`-`). A file that is named twice
 * is read once. The configuration of this program is no manifest, and left out of folders.
 * @param skip - is told of what is found in a folder and cannot be read
 * @throws UsageError for what is not there, and for an empty standard input: what should have written into it has failed
 */
export async function readSources(
  names: readonly string[],
  console: Pick<Console, 'stdin'>,
  leaveOut: LeaveOut = () => false,
  skip: Skipped = () => {},
): Promise<Source[]> {
  const isManifest = (name: string) => isManifestFile(name) && name !== CONFIGURATION_FILE;
  const expand = (source: string) => (isFolder(source) ? filesBelow(source, isManifest, leaveOut, skip) : [source]);
  const files = new Map<string, string>();
  for (const name of names.flatMap((source) => (source === '-' ? ['-'] : expand(source)))) {
    const identity = name === '-' ? name : resolve(name);
    if (!files.has(identity)) files.set(identity, name);
  }
  const input = files.has('-') ? await console.stdin() : new Uint8Array();
  if (files.has('-') && isBlank(input)) throw new UsageError('nothing was read from standard input');
  const open = reader();
  return [...files.values()].map((name) => ({ name, content: name === '-' ? () => input : () => open(name) }));
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => BLANKS.has(byte));
}

/** Reads files and keeps the last one; a pipe, which can be read once only, it keeps for good. */
function reader(): (name: string) => Uint8Array {
  const pipes = new Map<string, Uint8Array>();
  let last: { name: string; bytes: Uint8Array } | undefined;
  return (name) => {
    const known = last?.name === name ? last.bytes : pipes.get(name);
    if (known !== undefined) return known;
    const bytes = readable(name, () => readFileSync(name));
    if (stat(name).isFile()) last = { name, bytes };
    else pipes.set(name, bytes);
    return bytes;
  };
}

function stat(name: string): Stats {
  return readable(name, () => statSync(name));
}

/** @throws UsageError for what is not there */
export function isFolder(source: string): boolean {
  return stat(source).isDirectory();
}

/** Files whose names are wanted, in the order of their paths. */
export function filesBelow(
  folder: string,
  isWanted: (name: string) => boolean,
  leaveOut: LeaveOut,
  skip: Skipped = () => {},
): string[] {
  const entries = readable(folder, () => readdirSync(folder, { withFileTypes: true }));
  return entries
    .filter(({ name }) => !FOREIGN.has(name))
    .sort((a, b) => compare(a.name, b.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name).split(sep).join(posix.sep);
      if (leaveOut(path)) return [];
      if (entry.isDirectory()) return filesBelow(path, isWanted, leaveOut, skip);
      if (!isWanted(entry.name)) return [];
      if (entry.isSymbolicLink() && !existsSync(path)) {
        skip(path, 'a link to what is not there');
        return [];
      }
      return stat(path).isFile() ? [path] : [];
    });
}

function readable<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const reason =
      error instanceof Error && 'code' in error && error.code === 'ENOENT'
        ? 'there is no such file or folder'
        : String(error);
    throw new UsageError(`${name}: ${reason}`);
  }
}
