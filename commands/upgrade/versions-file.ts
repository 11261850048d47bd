import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Target } from '../../values/cnpg/target';
import { Version } from '../../values/cnpg/version';
import { attempt } from '../../values/text/invalid-value';
import { oneNamed } from '../cli/one-named';
import { UsageError } from '../cli/usage-error';
import { replaceFile } from '../source/replace-file';

const PLATFORMS = 'apps/platforms';
const FILE = 'versions.json';
const KEYS = ['operator', 'plugin', 'kubernetes'] as const;

/** The file with the versions of a platform, from the root of the repository. @throws UsageError that lists the platforms */
export function versionsFile(root: string, platform: string): string {
  const platforms = platformNames(root).map((name) => ({ name }));
  return `${PLATFORMS}/${oneNamed(platforms, platform, 'platform').name}/${FILE}`;
}

/** The platforms of a repository. */
export function platformNames(root: string): readonly string[] {
  const folder = join(root, PLATFORMS);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => existsSync(join(folder, name, FILE)));
}

/** @throws UsageError for a file that says anything but three versions */
export function readVersions(root: string, file: string): Target {
  const given = jsonOf(readFileSync(join(root, file), 'utf8'), file);
  const problems = KEYS.flatMap((key) => {
    const value = given[key];
    const isVersion = typeof value === 'string' && attempt(() => Version.parse(value)) !== undefined;
    return isVersion ? [] : [`${key} is ${value === undefined ? 'missing' : JSON.stringify(value)}`];
  });
  const others = Object.keys(given).filter((key) => !KEYS.some((known) => known === key));
  if (problems.length === 0 && others.length === 0) return given as unknown as Target;
  const unknown = others.map((key) => `${key} is not known`);
  throw new UsageError(
    `${file}: ${[...problems, ...unknown].join(', ')}; write { "operator": "1.30.0", "plugin": "0.14.0", "kubernetes": "1.34" }`,
  );
}

export function writeVersions(root: string, file: string, { operator, plugin, kubernetes }: Target): void {
  const path = join(root, file);
  const versions = { operator, plugin, kubernetes };
  const pairs = Object.entries(versions).map(([key, version]) => `"${key}": "${version}"`);
  replaceFile(path, `{ ${pairs.join(', ')} }\n`);
}

function jsonOf(text: string, file: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UsageError(`${file}: ${error.message}`);
  }
  throw new UsageError(`${file}: it is not an object with operator, plugin and kubernetes`);
}
