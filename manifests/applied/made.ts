import { groupBy } from '../../values/collections/group-by';
import type { Document } from '../object/document';
import { identityOf } from '../object/identity';
import { equal } from '../object/json';
import { Kind } from '../object/kinds';
import { groupKindOf, type Manifest } from '../object/manifest';
import { patched } from './completed-forms';
import type { FileTree } from './file-tree';
import { substituteMaps } from './substitutes';

/** An object that decides what is applied, in the form that the root of a folder gives it. */
export interface AppliedForm extends Document {
  /** The folder of the root: two clusters may change one base. */
  readonly home: string;
}

/** Objects that decide what is applied, and that no file has like this. */
export interface MadeObjects {
  /** Those of files that are changed before they are applied: by patches, by variables. */
  readonly forms: readonly AppliedForm[];
  /** Those of charts and generators. */
  readonly others: readonly Document[];
}

export const NOTHING_MADE: MadeObjects = { forms: [], others: [] };

const DECIDING: readonly string[] = [Kind.APPLICATION, Kind.APPLICATION_SET, Kind.FLUX_KUSTOMIZATION];

/** Of objects that apply folders, and of their variables, those that a root changes: what it makes of them is applied, and not what the file has. */
export function formsIn(
  roots: readonly { readonly folder: string; readonly documents: readonly Document[] }[],
  tree: FileTree,
): AppliedForm[] {
  const maps = substituteMaps(roots.flatMap(({ documents }) => documents));
  const isDeciding = ({ manifest }: Document) => manifest !== undefined && decides(manifest, maps);
  const written = new Map(
    [...tree.files.values()].flatMap(({ documents }) =>
      documents.filter(isDeciding).map((each) => [placeOf(each), each] as const),
    ),
  );
  const forms = roots.flatMap(({ folder, documents }) =>
    documents.filter(isDeciding).map((each): AppliedForm => ({ ...inFile(patched(each), written), home: folder })),
  );
  return [...groupBy(forms, placeOf)].flatMap(([place, those]) => {
    const own = written.get(place)?.manifest;
    return those.every(({ manifest }) => equal(manifest, own)) ? [] : those;
  });
}

/** The objects of files with those in their place that are made of them. */
export function withForms(documents: readonly Document[], { forms, others }: MadeObjects): (Document | AppliedForm)[] {
  const changed = groupBy(forms, placeOf);
  const places = new Set(documents.map(placeOf));
  // Each in its place: what comes first decides which roots are for one cluster.
  const inFiles = documents.flatMap((each) => changed.get(placeOf(each)) ?? [each]);
  return [...inFiles, ...forms.filter((each) => !places.has(placeOf(each))), ...others];
}

/** What an engine adds by a component is printed without its file: then it is the object of that name. */
function inFile(document: Document, written: ReadonlyMap<string, Document>): Document {
  const { manifest } = document;
  if (manifest === undefined || written.has(placeOf(document))) return document;
  const named = [...written.values()].filter(
    (each) => each.manifest && identityOf(each.manifest) === identityOf(manifest),
  );
  const own = named.find((each) => equal(each.manifest, manifest)) ?? named[0];
  return own === undefined ? document : { ...document, file: own.file, document: own.document };
}

function decides(manifest: Manifest, maps: ReadonlySet<string>): boolean {
  const isMap = manifest.kind === 'ConfigMap' && maps.has(String(manifest.metadata.name));
  return isMap || DECIDING.includes(groupKindOf(manifest));
}

function placeOf({ file, document }: Document): string {
  return `${file}\n${document}`;
}
