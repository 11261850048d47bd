import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CrdFacts } from '../../commands/import/crd';

export const IMPORTS = join(__dirname, '..', '..', 'imports');

/** What is committed of a kind, by version. */
export function facts(group: string, kind: string): readonly CrdFacts[] {
  const folder = join(IMPORTS, 'facts', group);
  const paths = readdirSync(folder).map((version) => join(folder, version, `${kind}.json`));
  return paths.filter((path) => existsSync(path)).map((path) => JSON.parse(readFileSync(path, 'utf8')) as CrdFacts);
}
