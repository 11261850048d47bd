import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MARK } from './rule-pages';

/** Makes a folder hold these pages, and no other that was generated. */
export function writePages(folder: string, pages: ReadonlyMap<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    const isLeft = name.endsWith('.md') && !pages.has(name);
    if (isLeft && readFileSync(join(folder, name), 'utf8').startsWith(MARK)) rmSync(join(folder, name));
  }
  for (const [name, content] of pages) writeFileSync(join(folder, name), content);
}
