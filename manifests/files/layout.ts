import { compare, compareBy } from '../../values/collections/compare';
import { groupBy } from '../../values/collections/group-by';
import { namespacedName } from '../object/identity';
import { KUSTOMIZE_GROUP } from '../object/kinds';
import { groupKindOf, isKustomization, list, type Manifest, namespaceOf } from '../object/manifest';
import { fileName } from './file-name';
import { print } from './print';
import type { Rendered } from './render';
import { RenderError } from './render-error';

/** A rendered object at its place in the output. */
export interface Placed {
  readonly manifest: Manifest;
  /** The construct path; absent for a kustomization that was not written by a construct. */
  readonly construct?: string;
  /** File below the output folder, with `/` as the separator. */
  readonly file: string;
  /** Counts from 0 within `file`. */
  readonly document: number;
}

/**
 * Assigns each object a file and a place in it, sorted by file, then name, then namespace. Each folder gets a kustomization with its files
 * as resources.
 * @throws RenderError when two objects of a platform have one identity, two kinds would share one file, or two platforms one folder
 */
export function place(rendered: readonly Rendered[]): Placed[] {
  const folders = groupBy(rendered, ({ path }) => path);
  const files = [...folders].map(([path, objects]) => folderOf(path, objects));
  const problems = [...duplicates(rendered), ...files.flatMap(sharedFiles), ...[...folders].flatMap(sharedFolder)];
  if (problems.length > 0) throw new RenderError(problems);
  return files.flatMap(placeFolder).sort(
    compareBy<Placed>(
      ({ file }) => file,
      ({ document }) => document,
    ),
  );
}

/** The text of every file. */
export function layout(placed: readonly Placed[]): Map<string, string> {
  return new Map([...groupBy(placed, ({ file }) => file)].map(([file, objects]) => [file, fileText(objects)]));
}

/** The text of the file with these objects. */
export function fileText(objects: readonly Pick<Placed, 'manifest'>[]): string {
  return print(objects.map(({ manifest }) => printable(manifest)));
}

const KUSTOMIZE_VERSION = `${KUSTOMIZE_GROUP}/v1beta1`;
const KUSTOMIZATION_FILE = 'kustomization.yaml';

interface FolderFiles {
  readonly path: string;
  readonly byFile: ReadonlyMap<string, Rendered[]>;
  readonly own: Rendered | undefined;
}

function folderOf(path: string, objects: readonly Rendered[]): FolderFiles {
  const byFile = groupBy(
    objects.filter(({ manifest }) => !isKustomization(manifest)),
    ({ manifest }) => fileName(manifest),
  );
  return { path, byFile, own: objects.find(({ manifest }) => isKustomization(manifest)) };
}

const byName = compareBy<Rendered>(
  ({ manifest }) => String(manifest.metadata.name),
  ({ manifest }) => namespaceOf(manifest),
);

function placeFolder({ path, byFile, own }: FolderFiles): Placed[] {
  const placed = [...byFile].flatMap(([name, same]) => {
    const file = [path, name].join('/');
    return same
      .sort(byName)
      .map(({ manifest, construct }, document): Placed => ({ manifest, construct, file, document }));
  });
  const manifest = kustomization([...byFile.keys()].sort(compare), own?.manifest);
  return [...placed, { manifest, construct: own?.construct, file: `${path}/${KUSTOMIZATION_FILE}`, document: 0 }];
}

function kustomization(files: readonly string[], own?: Manifest): Manifest {
  const base = own ?? { apiVersion: KUSTOMIZE_VERSION, kind: 'Kustomization', metadata: {} };
  return { ...base, resources: [...files, ...list(base.resources)] };
}

// kustomize refuses a kustomization with the metadata of an object, but our readers rely on metadata.
function printable(manifest: Manifest): unknown {
  if (!isKustomization(manifest)) return manifest;
  const { metadata: _, ...rest } = manifest;
  return rest;
}

function duplicates(rendered: readonly Rendered[]): string[] {
  const same = groupBy(rendered, (object) =>
    isKustomization(object.manifest)
      ? `the kustomization of ${object.path}`
      : `${groupKindOf(object.manifest)} ${namespacedName(object.manifest)}`,
  );
  if (same.size === rendered.length) return [];
  return [...same].flatMap(([name, all]) =>
    [...groupBy(all, ({ platform }) => platform).values()]
      .filter((objects) => objects.length > 1)
      .map(
        (objects) =>
          `${name} is made ${objects.length} times, by ${constructs(objects)}: the last one applied would win; keep one, or give one another name or namespace`,
      ),
  );
}

function sharedFolder([path, objects]: readonly [string, readonly Rendered[]]): string[] {
  const [only] = objects;
  if (objects.every(({ platform }) => platform === only?.platform)) return [];
  const [first, ...others] = [...groupBy(objects, ({ platform }) => platform).values()].flatMap(([each]) => each ?? []);
  if (first === undefined || others.length === 0) return [];
  return [`${path} is for two platforms, by ${constructs([first, ...others])}; give each its own folder`];
}

function sharedFiles({ path, byFile, own }: FolderFiles): string[] {
  return [...byFile].flatMap(([name, those]) => {
    const objects = name === KUSTOMIZATION_FILE && own ? [...those, own] : those;
    const kinds = new Set(objects.map(({ manifest }) => groupKindOf(manifest)));
    if (kinds.size < 2) return [];
    return [
      `${path}/${name} would hold two kinds, ${[...kinds].join(' and ')}, of ${constructs(objects)}; give one of the charts another path`,
    ];
  });
}

function constructs(objects: readonly Rendered[]): string {
  return objects.map(({ construct }) => construct).join(' and ');
}
