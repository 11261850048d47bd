import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operatorFacts } from '../../manifests/postgres/parameters/operator';
import { POSTGRES_MAJORS, type PostgresMajor } from '../../values/cnpg/image';
import { printJson } from '../import/canonical-json';
import { writeChecksums } from '../import/checksums';
import { install } from '../import/install';
import { installedServer, packageVersion } from '../postgres/installed-server';
import { fetchServers } from './fetch';
import { printCatalogue } from './print-catalogue';
import { printIndex, printMajor, VALUE_FORMS } from './print-types';
import { readCatalogue } from './read-catalogue';
import { readTimeZones } from './read-time-zones';
import { PACKAGE, RELEASES } from './releases';
import { SingleUserServer } from './single-user-server';
import { supplemented } from './supplement';

export interface ImportParametersOptions {
  /** @default `imports` */
  readonly output?: string;
}

/**
 * Runs the server of each major and records what it says of its parameters, in `imports/facts/parameters/`, with the types
 * made of it in `imports/parameters/`, and the time zones that any of them knows. All of it, or on any failure nothing; the
 * same bytes on every machine.
 *
 * @returns the files that changed
 * @throws Error on anything but Linux on x64, and where a server cannot be fetched or started
 */
export async function importParameters({
  output = 'imports',
}: ImportParametersOptions = {}): Promise<readonly string[]> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `this is ${process.platform} on ${process.arch}: import on Linux on x64, as the images are built for it`,
    );
  }
  const fetched = await mkdtemp(join(tmpdir(), 'postgres-'));
  try {
    const servers = await gather(fetched);
    const files = new Map<string, string>();
    const zones = new Set<string>();
    for (const major of POSTGRES_MAJORS) {
      const record = await recorded(servers.get(major) ?? '', major);
      const catalogue = supplemented(major, record.catalogue);
      for (const zone of record.zones) zones.add(zone);
      files.set(`facts/parameters/${major}.json`, printCatalogue(catalogue));
      files.set(`parameters/${major}.ts`, printMajor(major, catalogue, operatorFacts()));
    }
    files.set('facts/parameters/time-zones.json', printJson([...zones].sort()));
    files.set('parameters/values.ts', VALUE_FORMS);
    files.set('parameters/index.ts', printIndex());
    files.set('parameters/sources.json', printSources());
    await mkdir(output, { recursive: true });
    const staging = await mkdtemp(join(output, '.import-'));
    try {
      return await install(files, output, staging);
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  } finally {
    await rm(fetched, { recursive: true, force: true });
  }
}

/** The command: exit code 0, or 1 where a server is at fault and nothing was written. */
export async function runImportParameters(options: ImportParametersOptions): Promise<number> {
  try {
    const files = await importParameters(options);
    await writeChecksums(options.output ?? 'imports');
    for (const file of files) process.stdout.write(`changed ${join(options.output ?? 'imports', file)}\n`);
    process.stdout.write(`PostgreSQL ${POSTGRES_MAJORS.join(', ')}: ${files.length || 'no'} files changed\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`✖ ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

/** @returns for each major its server: the dependency's own where that is the recorded release, all others fetched */
async function gather(folder: string): Promise<ReadonlyMap<PostgresMajor, string>> {
  const servers = new Map<PostgresMajor, string>();
  const native = installedServer();
  if (native !== undefined) {
    const version = packageVersion(native);
    const major = POSTGRES_MAJORS.find((each) => RELEASES[each].version === version);
    if (major !== undefined) servers.set(major, native);
  }
  const missing = POSTGRES_MAJORS.filter((major) => !servers.has(major));
  return new Map([...servers, ...(await fetchServers(missing, folder))]);
}

async function recorded(native: string, major: PostgresMajor) {
  const server = await SingleUserServer.create(native);
  try {
    return { catalogue: await readCatalogue(server, major), zones: await readTimeZones(server) };
  } finally {
    await server.remove();
  }
}

export function printSources(): string {
  return printJson(POSTGRES_MAJORS.map((major) => ({ name: PACKAGE, major, ...RELEASES[major] })));
}
