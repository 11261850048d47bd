import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix, resolve, sep } from 'node:path';
import { compare } from '../manifests/compare';
import type { Console } from './console';
import { UsageError } from './usage-error';

const EXTENSIONS = /\.(?:ya?ml|json)$/;

export interface Source {
  /** As the user named it, `-` for standard input. */
  readonly name: string;
  readonly content: Uint8Array;
}

/**
 * The contents of files, of the YAML and JSON files below folders, in the order of their names, and of standard input (`-`). A file
 * that is named twice is read once.
 * @throws UsageError for what cannot be read
 */
export async function readSources(names: readonly string[], console: Pick<Console, 'stdin'>): Promise<Source[]> {
  const files = new Map<string, string>();
  for (const name of names.flatMap((source) => (source === '-' ? ['-'] : expand(source)))) {
    const identity = name === '-' ? name : resolve(name);
    if (!files.has(identity)) files.set(identity, name);
  }
  const sources: Source[] = [];
  for (const name of files.values()) {
    sources.push({ name, content: name === '-' ? await console.stdin() : readable(name, () => readFileSync(name)) });
  }
  return sources;
}

function expand(source: string): string[] {
  return readable(source, () => (statSync(source).isDirectory() ? filesBelow(source) : [source]));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => compare(a.name, b.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name).split(sep).join(posix.sep);
      if (entry.isDirectory()) return filesBelow(path);
      return EXTENSIONS.test(entry.name) ? [path] : [];
    });
}

function readable<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const reason =
      error instanceof Error && 'code' in error && error.code === 'ENOENT'
        ? 'there is no such file or folder'
        : String(error);
    throw new UsageError(`${name}: ${reason}`);
  }
}
