import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Version } from '../../values/cnpg/version';
import { chainOf, type PatchChain, stateIn } from '../../values/collections/patch-chain';
import { canonical, type JsonValue, printJson } from './canonical-json';
import type { CrdFacts } from './crd';
import { keepsReleases } from './kinds';

/** What `imports/facts` has of a kind: by the path of a file, by release. Where one release is kept, its name is empty. */
export type KeptFacts = ReadonlyMap<string, ReadonlyMap<string, CrdFacts>>;

/** @param root the folder `imports` */
export async function readFacts(root: string, group: string, kind: string): Promise<KeptFacts> {
  const folder = join(root, 'facts', group);
  const versions = existsSync(folder) ? (await readdir(folder)).sort() : [];
  const paths = versions.map((version) => factsPath(group, version, kind));
  const read = async (path: string) => {
    const content: unknown = JSON.parse(await readFile(join(root, path), 'utf8'));
    return [path, releasesIn(group, content)] as const;
  };
  return new Map(await Promise.all(paths.filter((path) => existsSync(join(root, path))).map(read)));
}

/** The facts in the content of a file, oldest release first. */
export function releasesIn(group: string, content: unknown): ReadonlyMap<string, CrdFacts> {
  if (!keepsReleases(group)) return new Map([['', content as CrdFacts]]);
  const chain = content as PatchChain;
  return new Map(Object.keys(chain).map((release) => [release, stateIn(chain, release) as CrdFacts]));
}

/** The facts of one release. */
export function factsIn(kept: KeptFacts, release: string): readonly CrdFacts[] {
  return [...kept.values()].flatMap((releases) => releases.get(release) ?? []);
}

/** The releases that are kept of a kind, oldest first. */
export function releasesOf(kept: KeptFacts): readonly string[] {
  return byVersion([...kept.values()].flatMap((releases) => [...releases.keys()]));
}

/** With the facts of one release in place of those that were kept of it. */
export function withRelease(kept: KeptFacts, facts: readonly CrdFacts[], release: string): KeptFacts {
  const paths = new Map(facts.map((each) => [factsPath(each.group, each.versions[0].name, each.names.kind), each]));
  const all = [...new Set([...kept.keys(), ...paths.keys()])];
  return new Map(
    all.map((path) => {
      const releases = new Map(kept.get(path));
      const now = paths.get(path);
      if (now === undefined) releases.delete(release);
      else releases.set(release, now);
      return [path, releases];
    }),
  );
}

/** The content of a file; null if nothing is left in it. */
export function printFacts(releases: ReadonlyMap<string, CrdFacts>): string | null {
  const [only] = releases;
  if (only === undefined) return null;
  if (only[0] === '') return printJson(canonical(only[1]));
  const states = byVersion([...releases.keys()]).map((release) => [release, canonical(releases.get(release))] as const);
  return printJson(chainOf(states) as JsonValue);
}

function factsPath(group: string, version: string, kind: string): string {
  return `facts/${group}/${version}/${kind}.json`;
}

function byVersion(releases: readonly string[]): readonly string[] {
  return [...new Set(releases)].sort((a, b) => (a === b ? 0 : Version.parse(a).compareTo(Version.parse(b))));
}
