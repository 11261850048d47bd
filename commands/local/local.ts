import type { Application } from '../../constructs/index';
import { UsageError } from '../cli/usage-error';
import { declaredCluster } from '../postgres/declared-clusters';
import { requiredServer } from '../postgres/required-server';
import { declarationOf } from './declaration';
import { LocalDatabase } from './local-database';
import type { LocalRequest } from './local-request';

const DEFAULT_PORT = '5432';

/**
 * Runs the declared database on this machine until it is told to stop, from npm's build of PostgreSQL. Standard output is the environment of
 * the API.
 * @returns the exit code: 0 when it was stopped, 1 when it could not run or ended by itself
 * @throws UsageError for what has no meaning: another application, a major that is not installed
 */
export async function local(applications: readonly Application[], request: LocalRequest): Promise<number> {
  const declared = declaredCluster(applications, request);
  const declaration = declarationOf(declared.manifest, declared.index);
  const installed = requiredServer(declaration.major, `Cluster ${declaration.namespace}/${declaration.name}`);
  const port = parsePort(request.port ?? DEFAULT_PORT);
  try {
    return await new LocalDatabase(request, declared, declaration, installed).run(port);
  } catch (error) {
    if (!isExpected(error)) throw error;
    request.console.err(`✖ ${error.message}${hint(error)}\n`);
    return 1;
  }
}

/** Stops at Ctrl-C, at the end of the terminal, and when another process asks for it. */
export function untilInterrupted(): AbortSignal {
  const controller = new AbortController();
  // npm passes on a Ctrl-C that the terminal has sent already: it may come twice.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => controller.abort());
  return controller.signal;
}

function parsePort(given: string): number {
  const port = Number(given);
  if (/^\d+$/.test(given) && port <= 65_535) return port;
  throw new UsageError(`--port "${given}": write a number up to 65535, or 0 for any port that is free`);
}

/** What people can do something about: what PostgreSQL, its client or the file system say. */
function isExpected(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  if ('code' in error) return !String(error.code).startsWith('ERR_');
  return ['LocalError', 'StartError', 'ProgramError', 'InvalidValueError'].includes(error.name);
}

function hint(error: Error): string {
  const isForeign = 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM');
  return isForeign ? '\n.local/ holds files of another user, maybe root: remove them as that user' : '';
}
