import { fileText } from '../../manifests/files/layout';
import type { Manifest } from '../../manifests/object/manifest';
import type { PlacedDocument } from './placed-documents';

/** A file of the output. */
export interface FileToPrint {
  /** Below the output folder. */
  readonly path: string;
  /** How many objects it has. */
  readonly objects: number;
  /** Whether all of them are of applications that are the same as in an earlier run. */
  readonly isKept: boolean;
  print(): string;
}

/**
 * One file after the other.
 * @param folder - the output folder, from the root of the repository
 * @param placed - sorted by file
 * @param others - texts of further files
 */
export function* filesToPrint(
  folder: string,
  placed: readonly PlacedDocument[],
  known: ReadonlyMap<Manifest, unknown>,
  others: ReadonlyMap<string, string>,
): Generator<FileToPrint> {
  let start = 0;
  while (start < placed.length) {
    const file = placed[start]?.file ?? '';
    let end = start + 1;
    while (placed[end]?.file === file) end++;
    const objects = placed.slice(start, end);
    const isKept = objects.every(({ manifest }) => known.has(manifest));
    const path = file.slice(folder.length + 1);
    yield { path, objects: objects.length, isKept, print: () => fileText(objects) };
    start = end;
  }
  for (const [path, text] of others) yield { path, objects: 0, isKept: false, print: () => text };
}

/** The text of each file. */
export function printed(files: Iterable<FileToPrint>): Map<string, string> {
  const texts = new Map<string, string>();
  for (const file of files) texts.set(file.path, file.print());
  return texts;
}
