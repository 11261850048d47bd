import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Application } from '../../constructs/index';
import { type Manifest, namespaceOf } from '../../manifests/object/manifest';
import { isReserved, operatorFacts } from '../../manifests/postgres/parameters/operator';
import { givenParameters } from '../../manifests/postgres/server-parameters';
import { complete } from '../../rules/admission/complete';
import type { Console } from '../cli/console';
import { oneApplication } from '../cli/one-named';
import { UsageError } from '../cli/usage-error';
import { initialize } from '../local/bootstrap';
import { declarationOf } from '../local/declaration';
import { writeConfiguration } from '../postgres/configuration';
import { copyServer } from '../postgres/copy-server';
import { type DeclaredCluster, declaredClusters } from '../postgres/declared-clusters';
import { fitToBuild } from '../postgres/fit-to-build';
import { type Note, printNote } from '../postgres/note';
import { requiredServer } from '../postgres/required-server';
import { ProgramError } from '../postgres/run-program';
import { PostgresServer } from '../postgres/server';
import { complaintsIn, StartError } from '../postgres/start-error';
import { blamed } from './blamed';
import { withoutMemory } from './memory';

export interface VerifyPostgresRequest {
  /** Names of applications. @default - all that have a Cluster */
  readonly names?: readonly string[];
  readonly console: Pick<Console, 'out' | 'err'>;
}

interface Verdict {
  readonly notes: readonly Note[];
  readonly count: number;
  /** What the server complains of though it starts. */
  readonly warnings?: readonly string[];
  readonly error?: StartError | ProgramError;
}

/**
 * Starts PostgreSQL of the declared major once for each Cluster, configured as CNPG would: with the declared parameters as they are, and the
 * operator's defaults.
 * @returns the exit code: 1 where a server does not start
 * @throws UsageError for a name that no application with a Cluster has, and for a major that is not installed
 */
export async function verifyPostgres(
  applications: readonly Application[],
  request: VerifyPostgresRequest,
): Promise<number> {
  const { names = [], console } = request;
  const chosen = names.length === 0 ? applications : names.map((name) => oneApplication(applications, name));
  const clusters = chosen.map((application) => ({ name: application.name, clusters: declaredClusters(application) }));
  const empty = clusters.find((each) => names.includes(each.name) && each.clusters.length === 0);
  if (empty !== undefined) throw new UsageError(`application "${empty.name}" has no database`);
  const all = clusters.flatMap((each) => each.clusters);
  const servers = all.map(({ manifest, index }) =>
    requiredServer(declarationOf(manifest, index).major, nameOf(manifest)),
  );
  const [installed] = servers;
  if (installed === undefined) throw new UsageError('no application has a database');
  const folder = await mkdtemp(join(tmpdir(), 'verify-postgres-'));
  let code = 0;
  try {
    await chmod(folder, 0o755);
    const native = join(folder, 'native');
    await copyServer(installed.native, native);
    const made = new Map<string, string>();
    for (const cluster of all) {
      const verdict = await verify(cluster, native, folder, made);
      if (verdict.error !== undefined) code = 1;
      print(verdict, cluster, installed.version, console);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return code;
}

async function verify(
  { manifest, index }: DeclaredCluster,
  native: string,
  folder: string,
  made: Map<string, string>,
): Promise<Verdict> {
  const { initdb, libraries } = declarationOf(manifest, index);
  const declared = { parameters: asConfigured(manifest), libraries };
  const { parameters, libraries: present, notes } = fitToBuild(native, declared);
  // Clusters that are made alike share a data directory: nothing is ever written to it.
  const data = made.get(initdb.join('\n')) ?? join(folder, `data-${made.size}`);
  const log = join(folder, 'log');
  const count = Object.keys(parameters).length;
  const start = async (given: Readonly<Record<string, string>>) => {
    await writeConfiguration(data, { ...given, shared_preload_libraries: present.join(',') });
    const server = await PostgresServer.start({ native, data, log });
    await server.stop();
    return complaintsIn(await readFile(log, 'utf8')).filter((complaint) => complaint.startsWith('WARNING'));
  };
  const attempt = async (given: Readonly<Record<string, string>>, said: readonly Note[]): Promise<Verdict> => {
    try {
      return { notes: said, count, warnings: await start(given) };
    } catch (error) {
      if (!(error instanceof StartError)) throw error;
      const smaller = withoutMemory(given, error);
      if (smaller === undefined) return { notes: said, count, error };
      return attempt(smaller.parameters, [...said, ...smaller.notes]);
    }
  };
  try {
    if (!made.has(initdb.join('\n'))) {
      await initialize(native, data, initdb);
      made.set(initdb.join('\n'), data);
    }
    return await attempt(parameters, notes);
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    return { notes, count, error };
  }
}

/** What is declared, and what CNPG adds where nothing is; what it keeps for itself, such as logging and certificates, is about the pod. */
function asConfigured(cluster: Manifest): Record<string, string> {
  const facts = operatorFacts();
  return Object.fromEntries(
    Object.entries({ ...givenParameters(complete(cluster)), ...givenParameters(cluster) }).filter(
      ([name]) => !isReserved(facts, name),
    ),
  );
}

function print(
  { notes, count, warnings = [], error }: Verdict,
  { manifest }: DeclaredCluster,
  version: string,
  console: Pick<Console, 'out' | 'err'>,
): void {
  const text = notes.map(printNote).join('');
  if (error === undefined) {
    console.out(
      `✔ ${nameOf(manifest)}: PostgreSQL ${version} starts with its ${count} parameters\n${text}${warnings.map((warning) => `  ${warning}\n`).join('')}`,
    );
    return;
  }
  const names = error instanceof StartError ? blamed(Object.keys(givenParameters(manifest)), error) : [];
  const fields = names.map((name) => `  spec.postgresql.parameters.${name}`).join('');
  console.err(`✖ ${nameOf(manifest)}${fields}\n${error.message.replaceAll(/^/gm, '  ')}\n${text}`);
}

function nameOf(cluster: Manifest): string {
  return `Cluster ${namespaceOf(cluster)}/${String(cluster.metadata.name)}`;
}
