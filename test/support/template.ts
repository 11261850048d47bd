import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { SingleUserServer } from '../../commands/import-parameters/single-user-server';
import { copyServer } from '../../commands/postgres/copy-server';
import { installedServer } from '../../commands/postgres/installed-server';
import { runProgram } from '../../commands/postgres/run-program';
import { giveToServer } from '../../commands/postgres/unprivileged';

const exec = promisify(execFile);

// A run of the tests copies the server and runs initdb once, when the first test asks for it; every test copies the data directory.

/** The server of this run, which all tests share and none writes to. */
export async function sharedServer(): Promise<string> {
  return join(await template(), 'native');
}

/** A data directory of its own, with trust for everybody on the machine. */
export async function dataDirectory(data: string): Promise<void> {
  await copyData(join(await template(), 'data'), data);
}

/** With owners and modes: PostgreSQL insists on both. */
export async function copyData(from: string, to: string): Promise<void> {
  await exec('cp', ['-Rp', from, to]);
}

/** Several processes may make it at once: the first one to finish gives it its name. */
async function template(): Promise<string> {
  const made = join(inject('templates'), 'postgres');
  if (existsSync(made)) return made;
  const installed = installedServer();
  if (installed === undefined) throw new Error(`npm has no PostgreSQL for ${process.platform}-${process.arch}`);
  const folder = await mkdtemp(`${made}-`);
  await chmod(folder, 0o755);
  const [native, data] = [join(folder, 'native'), join(folder, 'data')];
  await copyServer(installed, native);
  await mkdir(data, { mode: 0o700 });
  await giveToServer(data);
  const options = ['-U', 'postgres', '-E', 'UTF8', '--locale=C', '--no-sync'];
  await runProgram(join(native, 'bin', 'initdb'), ['-D', data, ...options]);
  await rename(folder, made).catch(() => rm(folder, { recursive: true, force: true }));
  return made;
}

/** A server in single-user mode with a data directory of its own. */
export async function singleUserServer(): Promise<SingleUserServer> {
  const [native, folder] = [await sharedServer(), await serverFolder()];
  const data = join(folder, 'data');
  await dataDirectory(data);
  return new SingleUserServer(folder, join(native, 'bin'), data);
}

/** A folder that the server may read. */
export async function serverFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cnpg-gitops-postgres-'));
  await chmod(folder, 0o755);
  return folder;
}
