import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Document } from '../../manifests/object/document';
import type { GivenSuppression } from '../../rules/engine/suppress';
import { CONFIGURATION_FILE, type RepositoryConfiguration } from '../../values/declarations/configuration';
import { DEFAULT_PROFILE } from '../../values/declarations/profile';
import { filesBelow, isFolder, type LeaveOut } from '../cli/sources';
import { UsageError } from '../cli/usage-error';
import { leavesOut } from './leaves-out';
import { type ReadConfiguration, readConfiguration } from './read-configuration';

/** What is judged, and how: what the command line says, and what files say where it is silent. */
export interface Configured
  extends Required<Pick<RepositoryConfiguration, 'target' | 'render' | 'allowNetwork' | 'profile'>> {
  readonly sources: readonly string[];
  readonly leaveOut: LeaveOut;
  /** Of all files that count. */
  readonly suppressions: readonly GivenSuppression[];
  /** These files, for the places of the suppressions. */
  readonly documents: readonly Document[];
}

interface ConfigurationFile extends ReadConfiguration {
  /** As it is named in messages. */
  readonly file: string;
  /** Absolute. */
  readonly folder: string;
}

/**
 * Reads the files `cnpg-gitops.yaml` that concern some sources. Suppressions count of every file from the root of the repository to the
 * sources, and below these; everything else is what the nearest file above all of the sources says.
 * @param given - as the user named them; without any, they are the paths of the nearest file
 * @throws UsageError for a file with mistakes, and where nobody says what to judge
 */
export async function configured(given: readonly string[]): Promise<Configured> {
  const folders = given.length === 0 ? [resolve('')] : given.map(folderOf);
  const above = new Map([...new Set(folders)].flatMap(filesAbove).map((file) => [file.folder, file]));
  const shared = folders.reduce(commonFolder);
  const nearest = [...above.values()]
    .filter(({ folder }) => isWithin(shared, folder))
    .sort((a, b) => b.folder.length - a.folder.length)[0];
  const sources = given.length === 0 ? pathsOf(nearest) : given;
  const {
    target = {},
    exclude = [],
    render = 'auto',
    allowNetwork = false,
    profile = DEFAULT_PROFILE,
  } = nearest?.configuration ?? {};
  const leaveOut = await leavesOut(exclude, nearest?.folder ?? '');
  const below = sources
    .filter((source) => source !== '-' && isFolder(source))
    .flatMap((source) => filesBelow(source, (name) => name === CONFIGURATION_FILE, leaveOut).map(dirname));
  const files = new Map(above);
  for (const folder of below.map((path) => resolve(path))) {
    if (!files.has(folder)) files.set(folder, fileIn(folder));
  }
  const all = [...files.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
  return {
    ...{ sources, leaveOut, target, render, allowNetwork, profile },
    suppressions: all.flatMap((file) => suppressionsOf(file, sources)),
    documents: all.map(({ file, locate }) => ({ file, document: 0, locate })),
  };
}

/** The paths of the nearest file above the current folder, or else this folder. */
export function configuredPaths(): string[] {
  const [nearest] = filesAbove(resolve(''));
  return nearest === undefined ? ['.'] : pathsOf(nearest);
}

function pathsOf(nearest: ConfigurationFile | undefined): string[] {
  if (nearest === undefined) {
    throw new UsageError(`name files or folders, such as "validate .", or write the paths into ${CONFIGURATION_FILE}`);
  }
  const { configuration, folder } = nearest;
  return (configuration.paths ?? ['.']).map((path) => relative('', resolve(folder, path)) || '.');
}

/** Only where everything was judged that a file speaks of is a suppression known to be for nothing. */
function suppressionsOf(
  { configuration, file, folder }: ConfigurationFile,
  sources: readonly string[],
): GivenSuppression[] {
  const { suppressions = [], paths = ['.'] } = configuration;
  const isWhole = paths.every((path) =>
    sources.some((source) => source !== '-' && isWithin(resolve(folder, path), resolve(source))),
  );
  return suppressions.map((suppression, index) => ({
    ...suppression,
    isPartial: !isWhole,
    place: { file, document: 0, path: `suppressions[${index}]` },
  }));
}

function folderOf(source: string): string {
  if (source === '-') return resolve('');
  return isFolder(source) ? resolve(source) : dirname(resolve(source));
}

/** Up to the root of the repository; outside of one, up to the current folder. */
function filesAbove(folder: string): ConfigurationFile[] {
  const above = upwards(folder);
  const root =
    above.find((each) => existsSync(join(each, '.git'))) ?? above.find((each) => each === resolve('')) ?? folder;
  return above
    .slice(0, above.indexOf(root) + 1)
    .filter((each) => existsSync(join(each, CONFIGURATION_FILE)))
    .map(fileIn);
}

function upwards(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...upwards(parent)];
}

function fileIn(folder: string): ConfigurationFile {
  const path = join(folder, CONFIGURATION_FILE);
  const file = relative('', path).split(sep).join('/');
  return { ...readConfiguration(path, file), file, folder };
}

function commonFolder(one: string, other: string): string {
  let shared = one;
  while (!isWithin(other, shared)) shared = dirname(shared);
  return shared;
}

/** Whether a path is a folder, or below it. */
function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
