import { posix } from 'node:path';
import type { Application } from '../../constructs/index';
import { place } from '../../manifests/files/layout';
import type { Rendered } from '../../manifests/files/render';
import type { Place } from '../../manifests/object/document';
import type { Manifest } from '../../manifests/object/manifest';
import type { Violation } from '../../manifests/object/violation';
import { DIST } from '../../rules/folders/argo-folders';

/** An object of an application at its place in the repository. */
export interface PlacedDocument {
  readonly manifest: Manifest;
  readonly construct: string | undefined;
  /** From the root of the repository. */
  readonly file: string;
  /** Counts from 0 within `file`. */
  readonly document: number;
  readonly place: Place;
  readonly platform: string | undefined;
  readonly owner: Application | undefined;
}

/** What all objects of a folder have in common. */
interface Folder {
  readonly owner: Application;
  readonly platform: string | undefined;
  readonly place: Place;
}

/**
 * The objects of all applications at their places, and the kustomizations of their folders.
 * @param folder - the output folder, from the root of the repository
 */
export function placedDocuments(
  trees: ReadonlyMap<Application, readonly Rendered[]>,
  folder: string,
): readonly PlacedDocument[] {
  const owners = new Map<Manifest, Application>();
  const folders = new Map<string, Folder>();
  for (const [owner, rendered] of trees) {
    for (const { manifest, path, platform } of rendered) {
      owners.set(manifest, owner);
      if (folders.get(path)?.owner === owner) continue;
      folders.set(path, { owner, platform, place: { folder: `${DIST}/${path}`, whole: DIST } });
    }
  }
  // A fleet has tens of thousands of objects: one record for each, and nothing else that stays.
  return place([...trees.values()].flat()).map(({ manifest, construct, file: path, document }): PlacedDocument => {
    const its = folders.get(posix.dirname(path));
    if (its === undefined) throw new Error(`${path} is in no folder`);
    // The kustomization of a folder is nobody's object.
    const owner = owners.get(manifest) ?? its.owner;
    return {
      manifest,
      construct,
      file: [folder, path].join('/'),
      document,
      place: its.place,
      platform: its.platform,
      owner,
    };
  });
}

/** The construct path of the object that a violation is about. Most runs ask for none. */
export function constructsAmong(documents: readonly PlacedDocument[]): (violation: Violation) => string | null {
  let known: ReadonlyMap<string, string | undefined> | undefined;
  return ({ file, document }) => {
    known ??= new Map(documents.map((each) => [`${each.file}\n${each.document}`, each.construct]));
    return known.get(`${file}\n${document}`) ?? null;
  };
}
