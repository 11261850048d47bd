import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Version } from '../../values/cnpg/version';
import { groupBy } from '../../values/collections/group-by';
import { UsageError } from '../cli/usage-error';
import { array, canonical, object } from './canonical-json';
import { changesOf } from './changes';
import { writeChecksums } from './checksums';
import { toCrd } from './crd';
import { type FoundCrd, findCrds, mergeCrds } from './find-crds';
import { generateL1, kebab } from './generate-l1';
import { install } from './install';
import { factsIn, printFacts, readFacts, releasesOf, withRelease } from './kept-facts';
import { hasL1, keepsReleases } from './kinds';
import { documentsIn, limited, readSource } from './read-source';
import { recordedRelease, recordedVersion, recordSources } from './record';

export interface ImportCrdsOptions {
  /** Folders, files, URLs, or `-`. @default - the URLs under `imports:` of `config` */
  readonly sources: readonly string[];
  /** The version of the project that the CRDs belong to, where neither they nor the name of their source tell. @default - what these tell, else null */
  readonly release?: string;
  /** @default `imports` */
  readonly output?: string;
  /** @default `cdk8s.yaml` */
  readonly config?: string;
  /** @default - reads standard input of this process */
  readonly stdin?: () => Promise<string>;
}

export interface ImportResult {
  /** Kinds that came in: `Cluster (postgresql.cnpg.io)`. */
  readonly kinds: readonly string[];
  readonly skipped: readonly string[];
  /** What the new CRDs say otherwise: `Cluster spec.foo added`. */
  readonly changes: readonly string[];
  /** Paths below the output folder that were written or removed. */
  readonly files: readonly string[];
}

/**
 * Brings CRDs into `imports/`: L1 TypeScript, facts and their record in `sources.json`. All of it, or on any failure nothing.
 *
 * @throws UsageError for a source that does not exist, or none at all
 * @throws Error for a source that cannot be read, holds a broken CRD or none of a kind in use
 */
export async function importCrds(options: ImportCrdsOptions): Promise<ImportResult> {
  const { output = 'imports' } = options;
  const { crds: found, skipped } = await gather(options);
  await mkdir(output, { recursive: true });
  const staging = await mkdtemp(join(output, '.import-'));
  try {
    const files = new Map<string, string | null>();
    const changes: string[] = [];
    const record = await readIfThere(join(output, 'sources.json'));
    const crds = found.map((crd) => withItsRelease(crd, record));
    const kinds = await Promise.all(
      [...groupBy(crds, ({ group, kind }) => `${group}/${kind}`).values()].map(async (given) => {
        const { group, kind } = given[0] as FoundCrd;
        return { group, kind, given: given.toSorted(byRelease), before: await readFacts(output, group, kind) };
      }),
    );
    const typescript = await inPairs(kinds, async ({ group, kind, given, before }) => {
      const newest = given.at(-1) as FoundCrd;
      if (!hasL1(group, kind) || (keepsReleases(group) && isOld(newest.release, releasesOf(before)))) return undefined;
      return generateL1(toCrd(newest.facts), group, join(staging, 'l1', group, kind));
    });
    for (const [i, { group, kind, given, before }] of kinds.entries()) {
      let kept = before;
      for (const { facts, release: now } of given) {
        const name = keepsReleases(group) ? (now ?? '') : '';
        const compared = keepsReleases(group) ? previous(name, releasesOf(kept)) : '';
        const said = changesOf(factsIn(kept, compared), facts);
        const old = keepsReleases(group) ? compared : recordedVersion(record, toCrd(facts).metadata.name);
        if (said.length > 0 && old && now && old !== now) changes.push(`${kind} ${String(old)} → ${now}`);
        changes.push(...said);
        kept = withRelease(kept, facts, name);
      }
      for (const [path, releases] of kept) files.set(path, printFacts(releases));
      const l1 = typescript[i];
      if (l1 !== undefined || !hasL1(group, kind)) files.set(`${group}/${kebab(kind)}.ts`, l1 ?? null);
    }
    files.set('sources.json', recordSources(record, crds));
    return {
      kinds: kinds.map(({ group, kind }) => `${kind} (${group})`),
      skipped,
      changes,
      files: await install(files, output, staging),
    };
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** The command: exit code 0, 1 where a source is at fault and nothing was written, 2 for wrong usage. */
export async function runImport(args: ImportCrdsOptions): Promise<number> {
  try {
    const { kinds, skipped, changes, files } = await importCrds(args);
    await writeChecksums(args.output ?? 'imports');
    const lines = [
      ...skipped.map((kind) => `skipped ${kind}: not a kind in use`),
      ...changes,
      ...files.map((file) => `changed ${join(args.output ?? 'imports', file)}`),
      `${kinds.length} kinds imported, ${files.length === 0 ? 'nothing changed' : `${files.length} files changed`}`,
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`✖ ${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function gather(options: ImportCrdsOptions): Promise<{ crds: readonly FoundCrd[]; skipped: readonly string[] }> {
  const { sources, config = 'cdk8s.yaml', stdin = () => limited(process.stdin, 'stdin') } = options;
  if (options.release !== undefined && !/^\d+\.\d+\.\d+[\w.+-]*$/.test(options.release)) {
    throw new UsageError(`--release ${options.release}: not a version such as 1.28.0`);
  }
  const all = new Set(sources.length > 0 ? sources : await pinned(config));
  const results = await Promise.allSettled(
    [...all].map(async (source) => findCrds(source, await readSource(source, stdin))),
  );
  const failed = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []));
  if (failed.length > 0) {
    const message = failed.map(({ message }) => message).join('\n✖ ');
    throw failed.every((error) => error instanceof UsageError) ? new UsageError(message) : new Error(message);
  }
  const found = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  return {
    crds: mergeCrds(
      found.flatMap(({ crds }) => crds.map((crd) => ({ ...crd, release: options.release ?? crd.release }))),
    ),
    skipped: [...new Set(found.flatMap((each) => each.skipped))].sort(),
  };
}

async function pinned(config: string): Promise<readonly string[]> {
  const text = (await readIfThere(config)) ?? '';
  const [document = {}] = documentsIn({ origin: config, label: config, release: null, text });
  const urls = array(object(canonical(document)).imports).map(String);
  if (urls.length === 0) throw new UsageError(`no SOURCE, and ${config} pins none under imports:`);
  return urls;
}

/** What is kept by release needs one: given, found, or recorded of a CRD with the same content. */
function withItsRelease(crd: FoundCrd, record: string | null): FoundCrd {
  if (crd.release !== null || !keepsReleases(crd.group)) return crd;
  const recorded = recordedRelease(record, crd);
  if (recorded !== undefined) return { ...crd, release: recorded };
  throw new UsageError(
    `${crd.origin}: the release of ${crd.kind} is not known: add --release, such as --release 1.30.0`,
  );
}

function byRelease(a: FoundCrd, b: FoundCrd): number {
  return a.release === null || b.release === null ? 0 : Version.parse(a.release).compareTo(Version.parse(b.release));
}

function isOld(release: string | null, kept: readonly string[]): boolean {
  const newest = kept.at(-1);
  return newest !== undefined && release !== null && isOlder(release, newest);
}

/** The release itself if it is kept already, else the one before it, else the oldest. */
function previous(release: string, kept: readonly string[]): string {
  return kept.findLast((each) => !isOlder(release, each)) ?? kept[0] ?? '';
}

function isOlder(release: string, other: string): boolean {
  return Version.parse(release).compareTo(Version.parse(other)) < 0;
}

async function readIfThere(path: string): Promise<string | null> {
  return existsSync(path) ? readFile(path, 'utf8') : null;
}

/** Two at a time: a run of `cdk8s import` keeps a core busy for seconds. */
async function inPairs<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  const queue = [...items.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) results[next[0]] = await work(next[1]);
  };
  await Promise.all([worker(), worker()]);
  return results;
}
