import { readFileSync } from 'node:fs';
import type { Manifest } from '../manifests/object/manifest';

/** The objects of N databases as literals, from those of one that a file has as JSON: nothing of this project is loaded for it. */
export function literalsOf(file: string, count: number): Manifest[] {
  const sample = readFileSync(file, 'utf8');
  return Array.from(
    { length: count },
    (_, i) => JSON.parse(sample.replaceAll('app-0', `app-${i}`)) as Manifest[],
  ).flat();
}
