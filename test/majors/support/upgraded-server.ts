import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { giveToServer } from '../../../commands/postgres/unprivileged';
import { TestPostgres } from '../../support/postgres';
import { serverFolder } from '../../support/template';
import { INITDB, initialize, programs, run, runs } from './programs';

type Parameters = Readonly<Record<string, string>>;

/** The volume of one instance, whose server is upgraded as the operator does it: pg_upgrade makes links. */
export class UpgradedServer {
  private constructor(
    private readonly old: string,
    private readonly next: string,
    readonly folder: string,
  ) {}

  static async create(): Promise<UpgradedServer> {
    const server = new UpgradedServer(await programs(16), await programs(18), await serverFolder());
    await initialize(server.old, server.folder);
    return server;
  }

  /** Starts the old major. */
  startOld(parameters: Parameters = {}): Promise<TestPostgres> {
    return TestPostgres.startOn(this.old, this.folder, {
      wal_level: 'logical',
      max_prepared_transactions: '2',
      ...parameters,
    });
  }

  startNew(parameters: Parameters = {}, folder = this.folder): Promise<TestPostgres> {
    return TestPostgres.startOn(this.next, folder, parameters);
  }

  /** @returns what pg_upgrade says */
  async upgrade(...more: string[]): Promise<{ code: number | null; out: string }> {
    await rm(join(this.folder, 'next'), { recursive: true, force: true });
    this.succeeds('initdb', ['-D', 'next', '--no-data-checksums', ...INITDB]);
    const bins = ['-b', join(this.old, 'bin'), '-B', join(this.next, 'bin')];
    const prepared = ['-o', '-c max_prepared_transactions=2 -c wal_level=logical'];
    return this.run('pg_upgrade', [
      '--link',
      ...bins,
      '-d',
      'data',
      '-D',
      'next',
      '-s',
      this.folder,
      ...prepared,
      ...more,
    ]);
  }

  /** Puts the data of the new major where the instance looks for them. */
  async exchange(): Promise<void> {
    await rename(join(this.folder, 'data'), join(this.folder, 'before'));
    await rename(join(this.folder, 'next'), join(this.folder, 'data'));
  }

  /** A program of the new major. */
  run(name: string, args: readonly string[], native = this.next): { code: number | null; out: string } {
    return run(native, name, args, this.folder);
  }

  succeeds(name: string, args: readonly string[], native = this.next): string {
    return runs(native, name, args, this.folder);
  }

  /** A line of what pg_controldata says. */
  control(name: string, folder = 'data', native = this.next): string | undefined {
    const out = this.succeeds('pg_controldata', [folder], native);
    return new RegExp(`^${name}: +(.*)$`, 'm').exec(out)?.[1];
  }

  /** An extension of one table, in the version that each major comes with. */
  async addExtension(): Promise<void> {
    for (const [native, version] of [
      [this.old, '1.0'],
      [this.next, '1.1'],
    ] as const) {
      const file = (name: string) => join(native, 'share', 'postgresql', 'extension', name);
      await writeFile(file('shelf.control'), `default_version = '${version}'\n`);
      await writeFile(file('shelf--1.0.sql'), 'CREATE TABLE shelf (id int);\n');
      await writeFile(file('shelf--1.0--1.1.sql'), 'ALTER TABLE shelf ADD COLUMN note text;\n');
    }
  }

  /** An empty file that tells a server to recover. */
  async signal(data: string, name: string): Promise<void> {
    const path = resolve(this.folder, data, name);
    await writeFile(path, '');
    await giveToServer(path);
  }

  /** Folders for other data, which the server may write. */
  async makeFolder(name: string): Promise<string> {
    const path = join(this.folder, name);
    await mkdir(path, { mode: 0o755 });
    await giveToServer(path);
    return path;
  }

  get oldPrograms(): string {
    return this.old;
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}
