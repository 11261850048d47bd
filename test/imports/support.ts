import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CrdFacts } from '../../commands/import/crd';
import { releasesIn } from '../../commands/import/kept-facts';

export const IMPORTS = join(__dirname, '..', '..', 'imports');

/** What is committed of a kind, by release, and in each by version. Where one release is kept, its name is empty. */
export function factsByRelease(group: string, kind: string): ReadonlyMap<string, readonly CrdFacts[]> {
  const folder = join(IMPORTS, 'facts', group);
  const paths = readdirSync(folder).map((version) => join(folder, version, `${kind}.json`));
  const found = new Map<string, CrdFacts[]>();
  for (const path of paths.filter((each) => existsSync(each))) {
    for (const [release, facts] of releasesIn(group, JSON.parse(readFileSync(path, 'utf8')))) {
      found.set(release, [...(found.get(release) ?? []), facts]);
    }
  }
  return found;
}

/** The facts of the newest release of a kind. */
export function facts(group: string, kind: string): readonly CrdFacts[] {
  return [...factsByRelease(group, kind).values()].at(-1) ?? [];
}
