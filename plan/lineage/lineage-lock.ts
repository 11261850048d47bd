import { compare } from '../../values/collections/compare';
import { keyOf, type LineageEntry, parseEntry, printEntry } from './lineage-entry';

/** Lines that git writes around the two sides of a conflict. The common ancestor is between `|||||||` and `=======`. */
const CONFLICT = /^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/;

export interface ParsedLock {
  readonly entries: readonly LineageEntry[];
  /** Lines that synth did not write, with their numbers. */
  readonly edited: readonly { readonly line: number; readonly text: string }[];
  /** Whether git left the markers of a merge conflict in it. */
  readonly isConflict: boolean;
}

/** Reads a lock, even with the markers of a merge conflict. The entries of both sides count. */
export function parseLock(text: string): ParsedLock {
  const entries: LineageEntry[] = [];
  const edited: ParsedLock['edited'][number][] = [];
  let isConflict = false;
  text.split('\n').forEach((raw, index) => {
    const line = raw.trim().replace(/,$/, '');
    if (CONFLICT.test(line)) isConflict = true;
    if (line === '' || line === '[' || line === ']' || line === '[]' || CONFLICT.test(line)) return;
    const entry = parseEntry(line);
    if (entry === undefined) edited.push({ line: index + 1, text: line });
    else entries.push(entry);
  });
  return { entries, edited, isConflict };
}

/** One sorted line per entry, in JSON. */
export function printLock(entries: readonly LineageEntry[]): string {
  const lines = [...new Map(entries.map((entry) => [keyOf(entry), printEntry(entry)])).values()].sort(compare);
  return lines.length === 0 ? '[]\n' : `[\n${lines.join(',\n')}\n]\n`;
}
