import { chmod, mkdtemp, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { includeConfiguration } from '../postgres/configuration';
import { runProgram } from '../postgres/run-program';
import type { PostgresServer } from '../postgres/server';
import { giveToServer } from '../postgres/unprivileged';
import { ensureDatabase } from './databases';
import type { Declaration } from './declaration';
import { LocalError } from './local-error';
import { ensureRole } from './roles';

/** As in the cluster, roles come with passwords. The superuser uses the socket, whose folder is closed to all others. */
const HBA = 'local all postgres trust\nhost all all 127.0.0.1/32 scram-sha-256\n';

/**
 * Makes a data directory, as CNPG does for the first instance. It gets its name when it is whole: an initdb that outlived the one who
 * started it goes on writing, and in the end removes all it finds, in a folder that nobody else uses.
 */
export async function initialize(native: string, data: string, initdb: readonly string[]): Promise<void> {
  const made = await mkdtemp(`${data}.`);
  await chmod(made, 0o700);
  await giveToServer(made);
  await runProgram(join(native, 'bin', 'initdb'), ['-D', made, '--username=postgres', '--no-sync', ...initdb]);
  await writeFile(join(made, 'pg_hba.conf'), HBA);
  await includeConfiguration(made);
  await rename(made, data);
}

/** What is done once: the owner, the SQL for the whole server and for the template, the application database and its SQL. */
export async function bootstrapServer(
  server: PostgresServer,
  { owner, database, scripts }: Declaration,
): Promise<void> {
  const client = await server.connect();
  await ensureRole(client, owner);
  await client.end();
  await runScripts(server, 'postgres', 'postInitSQL', scripts.postgres);
  await runScripts(server, 'template1', 'postInitTemplateSQL', scripts.template);
  const again = await server.connect();
  const made = await ensureDatabase(again, database, owner);
  await again.end();
  if (made) await runScripts(server, database, 'postInitApplicationSQL', scripts.application);
}

async function runScripts(
  server: PostgresServer,
  database: string,
  field: string,
  scripts: readonly string[],
): Promise<void> {
  if (scripts.length === 0) return;
  const client = await server.connect(database);
  try {
    for (const [i, script] of scripts.entries()) {
      await client.query(script).catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        throw new LocalError(`PostgreSQL refuses ${field}, script ${i + 1} of ${scripts.length}: ${reason}`, error);
      });
    }
  } finally {
    await client.end();
  }
}
