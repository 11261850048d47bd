import fs from 'node:fs';
import { dirname, isAbsolute, posix, relative, resolve, sep } from 'node:path';
import { compare } from '../../values/collections/compare';
import { fileStatus } from './file-status';
import { HEADER } from './header';
import { WriteError } from './write-error';

/** The wanted text and path of all generated files. */
export interface Output {
  /** The folder of the repository: names in messages are relative to it. */
  readonly root: string;
  /** The output folder, which holds generated files and nothing else; absolute or relative to the root. */
  readonly folder: string;
  /** Text of each file by its path below the output folder. */
  readonly files: ReadonlyMap<string, string>;
  /**
   * Text of generated files elsewhere, by their path below the root.
   * @default - none
   */
  readonly extras?: ReadonlyMap<string, string>;
  /**
   * Text of lock files by their path below the root. They cannot carry the mark; their content identifies them.
   * @default - none
   */
  readonly locks?: ReadonlyMap<string, string>;
  /**
   * Files below the output folder that are known to be as they should be, with anything that is known of them: they are not read.
   * @default - all files are compared
   */
  readonly settled?: ReadonlyMap<string, string>;
}

/** The existing files compared with the wanted ones, as sorted paths relative to the root. */
export interface Difference {
  readonly created: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
  /** Files without our header, symbolic links, and folders in the place of a file. They are never touched, and block all writing. */
  readonly foreign: readonly string[];
}

/** In bytes, on Linux and macOS. */
const LONGEST_NAME = 255;
const MARK = HEADER.trimEnd();

/** What {@link compareFiles} has seen. */
export interface ComparedFiles {
  readonly difference: Difference;
  /** What reads the text of each wanted file, by its absolute path. */
  readonly wanted: ReadonlyMap<string, () => string>;
  /** Whether there is a folder with nothing in it. */
  readonly hasEmptyFolders: boolean;
}

/**
 * Compares files with what they should be, and changes nothing.
 * @throws WriteError when a wanted path leaves its folder, or is longer than the file system takes
 */
export function diff(output: Output): Difference {
  return compareFiles(output).difference;
}

/** The same for the writer, which goes on with what was seen. */
export function compareFiles(output: Output): ComparedFiles {
  const difference = { created: [], changed: [], removed: [], unchanged: [], foreign: [] } as Record<
    keyof Difference,
    string[]
  >;
  const wanted = wantedFiles(output);
  const folder = resolve(output.root, output.folder);
  if (fileStatus(folder)?.isSymbolicLink()) {
    return { difference: { ...difference, foreign: [nameOf(output, folder)] }, wanted, hasEmptyFolders: false };
  }
  const isLinked = linkedFolders(output);
  const settled = new Set<string>();
  const prefix = nameOf(output, folder);
  for (const name of output.settled?.keys() ?? []) {
    const path = `${folder}${sep}${name}`;
    settled.add(path);
    difference[isLinked(dirname(path)) ? 'foreign' : 'unchanged'].push(`${prefix}/${name}`);
  }
  for (const [path, text] of wanted) {
    if (settled.has(path)) continue;
    const state = isLinked(dirname(path)) ? 'foreign' : stateOf(output, path, text);
    difference[state].push(nameOf(output, path));
  }
  const there = fs.existsSync(folder) ? below(folder) : { files: [], hasEmptyFolders: false };
  for (const path of there.files) {
    if (wanted.has(path) || settled.has(path)) continue;
    difference[isOurs(path) ? 'removed' : 'foreign'].push(nameOf(output, path));
  }
  for (const names of Object.values(difference)) names.sort(compare);
  const { hasEmptyFolders } = there;
  return { difference: { ...difference, foreign: [...new Set(difference.foreign)] }, wanted, hasEmptyFolders };
}

/**
 * Every wanted file by its absolute path, with what reads its text: of a fleet, few are looked at.
 * @throws WriteError for a path that leaves its folder, or that is too long for the file system
 */
function wantedFiles({
  root,
  folder,
  files,
  extras = new Map(),
  locks = new Map(),
}: Output): Map<string, () => string> {
  const wanted = new Map<string, () => string>();
  const places = [
    [resolve(root, folder), files] as const,
    [resolve(root), extras] as const,
    [resolve(root), locks] as const,
  ];
  for (const [base, texts] of places) {
    const prefix = base.endsWith(sep) ? base : base + sep;
    for (const path of texts.keys()) wanted.set(prefix + native(contained(path)), () => texts.get(path) ?? '');
  }
  return wanted;
}

function native(path: string): string {
  return sep === '/' ? path : path.replaceAll('/', sep);
}

function contained(path: string): string {
  const outside =
    isAbsolute(path) ||
    /[\\\u0000-\u001f\u007f]/.test(path) ||
    path !== posix.normalize(path) ||
    path.startsWith('../') ||
    path.endsWith('/');
  if (outside || path === '' || path === '.' || path === '..') {
    throw new WriteError(`"${path}" is not a path below its folder; give one such as "shop/database/cluster.yaml"`);
  }
  const long = path.split('/').find((name) => Buffer.byteLength(name) > LONGEST_NAME);
  if (long !== undefined) {
    const size = Buffer.byteLength(long);
    throw new WriteError(`"${long}" has ${size} bytes, and a file or folder name takes ${LONGEST_NAME}; shorten it`);
  }
  return path;
}

function stateOf(output: Output, path: string, text: () => string): 'created' | 'changed' | 'unchanged' | 'foreign' {
  const stat = fileStatus(path);
  if (!stat) return 'created';
  if (!stat.isFile()) return 'foreign';
  const present = fs.readFileSync(path, 'utf8');
  if (present === text()) return 'unchanged';
  return present.startsWith(MARK) || output.locks?.has(nameOf(output, path)) ? 'changed' : 'foreign';
}

/**
 * With a link anywhere in the path, a checkout could redirect our writes to a place outside of it. Each folder is looked at once, not once for
 * each of its files.
 */
function linkedFolders({ root, folder }: Output): (folder: string) => boolean {
  const ours = resolve(root, folder);
  const known = new Map<string, boolean>();
  function isLinked(parent: string, base: string): boolean {
    if (parent.length <= base.length) return false;
    const before = known.get(parent);
    if (before !== undefined) return before;
    const linked = fileStatus(parent)?.isSymbolicLink() === true || isLinked(dirname(parent), base);
    known.set(parent, linked);
    return linked;
  }
  return (parent) => isLinked(parent, parent === ours || parent.startsWith(ours + sep) ? dirname(ours) : resolve(root));
}

function below(folder: string): { files: string[]; hasEmptyFolders: boolean } {
  const files: string[] = [];
  let hasEmptyFolders = false;
  const visit = (here: string): void => {
    const entries = fs.readdirSync(here, { withFileTypes: true });
    if (entries.length === 0) hasEmptyFolders = true;
    for (const entry of entries) {
      const path = `${here}${sep}${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else files.push(path);
    }
  };
  visit(folder);
  return { files, hasEmptyFolders };
}

function isOurs(path: string): boolean {
  return fileStatus(path)?.isFile() === true && fs.readFileSync(path, 'utf8').startsWith(MARK);
}

function nameOf({ root }: Output, path: string): string {
  return relative(resolve(root), path).split(sep).join('/');
}
