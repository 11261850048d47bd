import { readFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import type { Difference, Output } from '../../manifests/files/diff';
import { fileStatus } from '../../manifests/files/file-status';
import { digest, fileState } from './file-stamp';
import type { PackedText } from './pack-reader';

/**
 * A file of the output: how many objects it has, where its text is packed, and the state in which it was known to have that text; empty where it
 * was not.
 */
export type KeptFile = readonly [path: string, objects: number, text: PackedText, state: string];

type Place = Pick<Output, 'root' | 'folder'>;

/** The files of the output that have their texts now, each with its state. */
export function settledOf(files: readonly KeptFile[], { root, folder }: Place): Map<string, string> {
  const base = resolve(root, folder);
  return new Map(
    files.flatMap(([name, , [, , hash], state]) => {
      const path = `${base}${sep}${name}`;
      const stat = fileStatus(path);
      if (!stat?.isFile()) return [];
      const now = fileState(stat);
      return now === state || digest(readFileSync(path)) === hash ? [[name, now === state ? state : '']] : [];
    }),
  );
}

/** Until when a file must have been changed for the last time, so that it is known what is in it. */
export interface Instants {
  /** Where it was only read. */
  readonly read: number;
  /** Where this run has written it. */
  readonly written: number;
}

/** The states in which the files of the output are known to have their texts, after they have been compared or written. */
export function statesAfter(
  { root, folder, settled }: Output,
  { unchanged, created, changed }: Difference,
  { read, written }: Instants,
): (path: string) => string | undefined {
  const prefix = relative(resolve(root), resolve(root, folder)).split(sep).join('/');
  const same = new Set(unchanged);
  const ours = new Set([...created, ...changed]);
  return (path) => {
    const before = settled?.get(path);
    if (before !== undefined && before !== '') return before;
    const name = `${prefix}/${path}`;
    const stat = fileStatus(resolve(root, name));
    if (stat === undefined) return undefined;
    const isKnown = (same.has(name) && stat.ctimeMs < read) || (ours.has(name) && stat.ctimeMs < written);
    return isKnown ? fileState(stat) : undefined;
  };
}
