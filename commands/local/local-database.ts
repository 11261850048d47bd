import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { writeConfiguration } from '../postgres/configuration';
import type { DeclaredCluster } from '../postgres/declared-clusters';
import { fitToBuild } from '../postgres/fit-to-build';
import { type Note, printNote } from '../postgres/note';
import { recoverDataDirectory } from '../postgres/pid-file';
import type { InstalledServer } from '../postgres/required-server';
import { PostgresServer, removeSocket } from '../postgres/server';
import { bootstrapServer, initialize } from './bootstrap';
import { DataFolder } from './data-folder';
import { lockData } from './data-lock';
import { createManagedExtensions, ensureDatabase, reconcileDatabases } from './databases';
import type { Declaration } from './declaration';
import { environmentsOf } from './environment';
import { LocalError } from './local-error';
import type { LocalRequest } from './local-request';
import { environmentLine } from './local-text';
import { freePort } from './port';
import { reconcileOwner, reconcileRoles } from './roles';
import { scale } from './scale';

/** The declared database in a folder of this machine. */
export class LocalDatabase {
  readonly #folder: DataFolder;

  constructor(
    private readonly request: LocalRequest,
    private readonly declared: DeclaredCluster,
    private readonly declaration: Declaration,
    private readonly installed: InstalledServer,
  ) {
    this.#folder = new DataFolder(request.root, request.application, declaration.name);
  }

  async run(wanted: number): Promise<number> {
    await this.#folder.create();
    const unlock = await lockData(this.#folder.lock);
    try {
      const killed = await recoverDataDirectory(this.#folder.data);
      if (killed !== undefined) await removeSocket(killed.socket);
      if (this.request.reset) await this.#folder.clear();
      return await this.serve(await freePort(wanted));
    } finally {
      unlock();
    }
  }

  private async serve(port: number): Promise<number> {
    const { data, log } = this.#folder;
    const { initdb, database, owner, scripts, major = 0 } = this.declaration;
    const made = JSON.stringify({ initdb, database, owner, scripts });
    const native = await this.#folder.server(this.installed);
    const before = await this.#folder.madeFrom();
    if (before === undefined) {
      // Of a run that was killed, or whose SQL was refused.
      await this.#folder.clear();
      await this.#folder.create();
      await initialize(native, data, initdb);
    }
    if (this.request.stop.aborted) return 0;
    const found = await this.#folder.major();
    if (found !== major) {
      throw new LocalError(
        `the data in ${this.place()} are of PostgreSQL ${found}, but ${major} is declared: --reset creates them again, empty`,
      );
    }
    const scaled = scale(major, this.declaration.parameters);
    const { parameters, libraries, notes } = fitToBuild(native, { ...this.declaration, parameters: scaled.parameters });
    await writeConfiguration(data, { ...parameters, shared_preload_libraries: libraries.join(',') });
    const server = await PostgresServer.start({ native, data, log, port });
    try {
      if (before === undefined) {
        await bootstrapServer(server, this.declaration);
        await this.#folder.complete(made);
      }
      const more = await this.reconcile(server, native, libraries);
      const changed = before === undefined || before === made ? [] : [CHANGED];
      await this.report(port, [...this.declaration.notes, ...scaled.notes, ...notes, ...more, ...changed]);
      return await this.untilStopped(server);
    } finally {
      await server.stop();
    }
  }

  /** What is done on every start. */
  private async reconcile(server: PostgresServer, native: string, libraries: readonly string[]): Promise<Note[]> {
    const { database, owner, roles, databases } = this.declaration;
    const client = await server.connect();
    await reconcileRoles(client, roles);
    await reconcileOwner(client, owner);
    await ensureDatabase(client, database, owner);
    await client.end();
    const notes = await reconcileDatabases(server, native, databases);
    await createManagedExtensions(server, libraries);
    return notes;
  }

  private async report(port: number, notes: readonly Note[]): Promise<void> {
    const { out, err } = this.request.console;
    const { namespace, name, database, owner } = this.declaration;
    err(
      `PostgreSQL ${this.installed.version} as Cluster ${namespace}/${name} declares it, data and log in ${this.place()}\n`,
    );
    const here = { port, folder: join(this.#folder.path, 'files') };
    const environments = environmentsOf(this.declared.manifest, this.declaration, this.declared.index, here);
    const tls: Note = { what: 'TLS', why: 'the server is on this machine: sslmode is disable' };
    for (const note of [...notes, tls, ...environments.flatMap((environment) => environment.notes)])
      err(printNote(note));
    await mkdir(this.#folder.path, { recursive: true });
    for (const { name: file, container, variables, files } of environments) {
      for (const [path, content] of files) {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, content);
      }
      const lines = variables.map(([variable, value]) => environmentLine(variable, value)).join('');
      const path = join(this.#folder.path, `${file}.env`);
      await writeFile(path, lines);
      out(`# ${container}; also in ${relative(this.request.root, path)}\n${lines}`);
    }
    err(`ready on 127.0.0.1:${port}, database ${database}, owner ${owner}; Ctrl-C stops it\n`);
  }

  private async untilStopped(server: PostgresServer): Promise<number> {
    const { stop, console } = this.request;
    const stopped = new Promise<'stopped'>((resolve) => {
      if (stop.aborted) resolve('stopped');
      stop.addEventListener('abort', () => resolve('stopped'), { once: true });
    });
    if ((await Promise.race([stopped, server.ended])) === 'stopped') {
      await server.stop();
      console.err('stopped\n');
      return 0;
    }
    throw new LocalError(
      `PostgreSQL ended by itself; its last words are in ${relative(this.request.root, this.#folder.log)}`,
    );
  }

  private place(): string {
    return relative(this.request.root, this.#folder.path);
  }
}

const CHANGED: Note = {
  what: 'spec.bootstrap',
  why: 'it changed since these data were created, and only applies to an empty database, as in the cluster: --reset creates it again',
};
