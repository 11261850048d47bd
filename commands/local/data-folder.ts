import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { copyServer } from '../postgres/copy-server';
import type { InstalledServer } from '../postgres/required-server';
import { giveToServer, isRoot } from '../postgres/unprivileged';
import { LocalError } from './local-error';

/** Everything that is kept of one local database, in `.local/<application>/<cluster>/`. */
export class DataFolder {
  readonly path: string;
  /** Data directory of PostgreSQL. */
  readonly data: string;
  readonly log: string;
  readonly lock: string;

  constructor(
    private readonly root: string,
    application: string,
    cluster: string,
  ) {
    this.path = join(root, '.local', application, cluster);
    this.data = join(this.path, 'data');
    this.log = join(this.path, 'postgres.log');
    this.lock = `${this.path}.lock`;
  }

  /** @throws LocalError where root's server, which is not root, could not enter it */
  async create(): Promise<void> {
    await mkdir(this.path, { recursive: true });
    if (!isRoot()) return;
    for (const folder of [this.path, dirname(this.path), join(this.root, '.local')]) {
      await chmod(folder, 0o755);
      await giveToServer(folder);
    }
    for (let folder = this.root; folder !== parse(folder).root; folder = dirname(folder)) {
      if (((await stat(folder)).mode & 0o001) === 0) {
        throw new LocalError(
          `PostgreSQL refuses to run as root, and no other user may enter ${folder}: run this as another user, or chmod o+x ${folder}`,
        );
      }
    }
  }

  /** The server in a place where it can run: a copy for each version, shared by all databases. */
  async server(installed: InstalledServer): Promise<string> {
    const place = join(this.root, '.local', '.postgres', installed.package);
    const native = join(place, 'native');
    if (existsSync(native)) return native;
    const copy = `${native}.${process.pid}`;
    await mkdir(place, { recursive: true });
    if (isRoot()) for (const folder of [place, dirname(place)]) await chmod(folder, 0o755);
    await copyServer(installed.native, copy);
    // Whole or not at all; where another run was faster, its copy is as good.
    await rename(copy, native).catch(() => rm(copy, { recursive: true }));
    return native;
  }

  /** How the data were made, as {@link complete} was told; undefined where they are not there, or only half. */
  async madeFrom(): Promise<string | undefined> {
    return readFile(join(this.path, 'bootstrap.json'), 'utf8').catch(() => undefined);
  }

  /** Says that the data are whole. */
  async complete(bootstrap: string): Promise<void> {
    const file = join(this.path, 'bootstrap.json');
    await writeFile(`${file}.new`, bootstrap);
    await rename(`${file}.new`, file);
  }

  /** The major that made the data. */
  async major(): Promise<number> {
    return Number(await readFile(join(this.data, 'PG_VERSION'), 'utf8').catch(() => Number.NaN));
  }

  async clear(): Promise<void> {
    await rm(join(this.path, 'bootstrap.json'), { force: true });
    // An initdb that outlived a killed run may still be writing.
    await rm(this.path, { recursive: true, force: true, maxRetries: 10 });
  }
}
