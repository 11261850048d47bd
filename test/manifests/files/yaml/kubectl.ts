import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A text, and the objects that kubectl reads in it. */
export interface Recorded {
  readonly text: string;
  /** @default - kubectl refuses the text */
  readonly objects?: readonly unknown[];
}

export const KUBECTL = join(__dirname, 'kubectl.jsonl');

/** What kubectl 1.34.4 made of texts; test/apiserver asks it, and writes the answers down with RECORD=1. */
export function recorded(): readonly Recorded[] {
  const lines = readFileSync(KUBECTL, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Recorded);
}
