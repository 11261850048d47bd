import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Files by path below the output folder; null removes. */
export type Files = ReadonlyMap<string, string | null>;

/**
 * Puts files in place, all or none: they are written beside it first, then moved; where a move fails, those before it are
 * undone. A file that has its content already is not touched.
 *
 * @param staging an empty folder on the same disk as `output`
 * @returns the paths that changed, sorted
 */
export async function install(files: Files, output: string, staging: string): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const [path, text] of files) {
    const target = join(output, path);
    const old = existsSync(target) ? await readFile(target, 'utf8') : null;
    if (old === text) continue;
    changed.push(path);
    if (text !== null) await write(join(staging, 'new', path), text);
  }
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const path of changed) {
      const [target, old] = [join(output, path), join(staging, 'old', path)];
      if (existsSync(target)) {
        await move(target, old);
        undo.push(() => move(old, target));
      }
      if (files.get(path) === null) continue;
      await move(join(staging, 'new', path), target);
      undo.push(() => rm(target));
    }
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
  return changed.sort();
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

async function move(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
}
