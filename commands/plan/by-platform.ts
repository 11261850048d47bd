import { sourcesOf } from '../../manifests/argo/argo';
import { Kind } from '../../manifests/object/kinds';
import { groupKindOf, type Manifest } from '../../manifests/object/manifest';
import type { Plan } from '../../plan';
import { joined } from '../../plan/engine/joined';
import { manifestsIn, type NamedText } from './manifests-in';

interface ReadFile {
  readonly name: string;
  readonly manifests: readonly Manifest[];
}

/** Of what no platform applies. */
const NOBODY = '';
const OWN_FOLDER = /(?:^|\/)platforms\/([^/]+)\//;

/**
 * The manifests of each platform: its own folder, and the folders that its Argo CD Applications apply. Objects of two platforms may have one
 * identity, because they are in two Kubernetes clusters.
 */
export function byPlatform(files: readonly NamedText[]): ReadonlyMap<string, readonly Manifest[]> {
  const all = files.map((file): ReadFile => ({ name: `/${file.name}`, manifests: manifestsIn([file]) }));
  const folders = all.flatMap(({ name, manifests }) => {
    const platform = OWN_FOLDER.exec(name)?.[1];
    return platform === undefined ? [] : manifests.flatMap(appliedFolders).map((folder) => ({ platform, folder }));
  });
  const found = new Map<string, Manifest[]>();
  for (const { name, manifests } of all) {
    const platform =
      OWN_FOLDER.exec(name)?.[1] ?? folders.find(({ folder }) => name.includes(folder))?.platform ?? NOBODY;
    found.set(platform, [...(found.get(platform) ?? []), ...manifests]);
  }
  return found;
}

/** `/shop/database/` for `dist/shop/database`: what is above is the output folder. */
function appliedFolders(manifest: Manifest): string[] {
  if (groupKindOf(manifest) !== Kind.APPLICATION) return [];
  return sourcesOf(manifest).flatMap(({ folder }) =>
    folder === undefined ? [] : [`/${folder.split('/').slice(1).join('/')}/`],
  );
}

type Sides = Readonly<Record<'before' | 'after', readonly Manifest[]>>;

/** A plan for each platform, as one. A side without platforms is older than they are, and is compared with all of the other. */
export function planByPlatform(
  before: ReadonlyMap<string, readonly Manifest[]>,
  after: ReadonlyMap<string, readonly Manifest[]>,
  planOf: (sides: Sides, platform: string | undefined) => Plan,
): Plan {
  const hasNone = (side: typeof before) => [...side.keys()].every((name) => name === NOBODY);
  if (hasNone(before) || hasNone(after)) {
    return planOf({ before: [...before.values()].flat(), after: [...after.values()].flat() }, undefined);
  }
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return joined(
    names.map((name) => {
      const platform = name === NOBODY ? undefined : name;
      return { platform, plan: planOf({ before: before.get(name) ?? [], after: after.get(name) ?? [] }, platform) };
    }),
  );
}
