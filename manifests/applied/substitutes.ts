import { posix } from 'node:path';
import { FLUX_NAMESPACE } from '../../values/kubernetes/system-namespaces';
import type { Document } from '../object/document';
import { equal } from '../object/json';
import { Kind } from '../object/kinds';
import { at, groupKindOf, list, type Manifest, record, text } from '../object/manifest';
import { isEncryptedBySops } from './built';
import type { FileTree } from './file-tree';
import type { Variables } from './variables';

/** A document, and the folder of the root that makes it, if that is another form than the one in its file. */
type Placed = Document & { readonly home?: string };

/**
 * The variables of a Flux Kustomization: those of ConfigMaps that are in git are known, and those that it has itself. Secrets stay unknown.
 * @returns undefined if Flux replaces nothing: without a variable `${NAME:=default}` stays
 */
export function substitutesOf(
  kustomization: Placed & { readonly manifest: Manifest },
  documents: readonly Placed[],
  tree: FileTree,
): Variables | undefined {
  const { substitute, substituteFrom, substituteStrategy } = record(at(kustomization.manifest, 'spec.postBuild'));
  const values = new Map<string, string>();
  let hasMore = false;
  for (const { kind, name } of list(substituteFrom).map(record)) {
    const found = namedIn(documents, kind, name, namespaceOf(kustomization.manifest));
    const map = kind === 'ConfigMap' ? nearest(found, kustomization, tree) : undefined;
    if (map === undefined || isEncryptedBySops(map)) {
      hasMore = true;
      // A later source replaces what a former one says.
      for (const { manifest } of found) for (const key of keysOf(manifest)) values.delete(key);
      continue;
    }
    for (const [key, value] of Object.entries(record(map.data))) values.set(key, withoutBreaks(value));
  }
  for (const [key, value] of Object.entries(record(substitute))) values.set(key, withoutBreaks(value));
  return hasMore || values.size > 0 || substituteStrategy === 'Always' ? { values, hasMore } : undefined;
}

/** The names of ConfigMaps that hold variables of Flux Kustomizations. */
export function substituteMaps(documents: readonly Document[]): ReadonlySet<string> {
  return new Set(
    documents.flatMap(({ manifest }) =>
      manifest === undefined || groupKindOf(manifest) !== Kind.FLUX_KUSTOMIZATION
        ? []
        : list(at(manifest, 'spec.postBuild.substituteFrom')).flatMap((source) => text(record(source).name) ?? []),
    ),
  );
}

/** Flux takes the breaks of lines out of a value. */
function withoutBreaks(value: unknown): string {
  return String(value).replaceAll('\n', '');
}

function namespaceOf({ metadata }: Manifest): string {
  return text(metadata.namespace) ?? FLUX_NAMESPACE;
}

type Found = Placed & { readonly manifest: Manifest };

function namedIn(documents: readonly Placed[], kind: unknown, name: unknown, namespace: string): Found[] {
  return documents.filter((each): each is Found => {
    const { manifest } = each;
    if (manifest === undefined || manifest.kind !== kind || manifest.apiVersion !== 'v1') return false;
    return manifest.metadata.name === name && manifest.metadata.namespace === namespace;
  });
}

/** Of the ConfigMaps of several clusters the one that is nearest to the Kustomization; undefined if that is not clear. */
function nearest(maps: readonly Found[], from: Placed, tree: FileTree): Manifest | undefined {
  const [first, ...others] = maps;
  if (first === undefined || others.every(({ manifest }) => equal(manifest.data, first.manifest.data))) {
    return first?.manifest;
  }
  const steps = folderOf(from, tree).split('/');
  const near = (map: Found) => {
    const own = folderOf(map, tree).split('/');
    const apart = steps.findIndex((step, index) => step !== own[index]);
    return apart < 0 ? steps.length : apart;
  };
  const most = Math.max(...maps.map(near));
  const [one, ...more] = maps.filter((map) => near(map) === most);
  return more.length === 0 ? one?.manifest : undefined;
}

function folderOf({ file, home }: Placed, tree: FileTree): string {
  if (home !== undefined) return home;
  const own = [...tree.files.values()].find(({ documents: [first] }) => first !== undefined && first.file === file);
  return posix.dirname(own?.path ?? '.');
}

function keysOf({ data, stringData }: Manifest): string[] {
  return [data, stringData].flatMap((each) => Object.keys(record(each)));
}
