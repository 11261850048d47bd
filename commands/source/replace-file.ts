import { renameSync, writeFileSync } from 'node:fs';

/** Writes a file anew. The old one is whole until the new one is. */
export function replaceFile(path: string, text: string): void {
  writeFileSync(`${path}.next`, text);
  renameSync(`${path}.next`, path);
}
