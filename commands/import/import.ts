import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../cli/usage-error';
import { array, canonical, object, printJson } from './canonical-json';
import { changesOf } from './changes';
import { writeChecksums } from './checksums';
import { type CrdFacts, toCrd } from './crd';
import { type FoundCrd, findCrds, mergeCrds } from './find-crds';
import { generateL1, kebab } from './generate-l1';
import { install } from './install';
import { hasL1 } from './kinds';
import { documentsIn, limited, readSource } from './read-source';
import { recordedVersions, recordSources } from './record';

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
  const { output = 'imports', release } = options;
  const { crds, skipped } = await gather(options);
  await mkdir(output, { recursive: true });
  const staging = await mkdtemp(join(output, '.import-'));
  try {
    const files = new Map<string, string | null>();
    const changes: string[] = [];
    const record = await readIfThere(join(output, 'sources.json'));
    const versions = recordedVersions(record);
    const typescript = await inPairs(crds, async ({ group, kind, facts }) =>
      hasL1(group, kind) ? generateL1(toCrd(facts), group, join(staging, 'l1', group, kind)) : null,
    );
    for (const [i, { group, kind, facts, release: found }] of crds.entries()) {
      const before = await readFacts(output, group, kind);
      for (const [path] of before) files.set(path, null);
      for (const each of facts) files.set(factsPath(group, each.versions[0].name, kind), printJson(canonical(each)));
      files.set(`${group}/${kebab(kind)}.ts`, typescript[i] ?? null);
      const said = changesOf([...before.values()], facts);
      const [old, now] = [versions.get(toCrd(facts).metadata.name), release ?? found];
      if (said.length > 0 && old && now && old !== now) changes.push(`${kind} ${String(old)} → ${now}`);
      changes.push(...said);
    }
    files.set('sources.json', recordSources(record, crds, release));
    return {
      kinds: crds.map(({ group, kind }) => `${kind} (${group})`),
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
    crds: mergeCrds(found.flatMap(({ crds }) => crds)),
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

function factsPath(group: string, version: string, kind: string): string {
  return `facts/${group}/${version}/${kind}.json`;
}

async function readFacts(output: string, group: string, kind: string): Promise<ReadonlyMap<string, CrdFacts>> {
  const folder = join(output, 'facts', group);
  const versions = existsSync(folder) ? (await readdir(folder)).sort() : [];
  const paths = versions.map((version) => factsPath(group, version, kind));
  const there = paths.filter((path) => existsSync(join(output, path)));
  const read = async (path: string) => JSON.parse(await readFile(join(output, path), 'utf8')) as CrdFacts;
  return new Map(await Promise.all(there.map(async (path) => [path, await read(path)] as const)));
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
