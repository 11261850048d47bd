import { appliedPathOf } from '../../manifests/applied/applied-path';
import { APPLIER_KINDS } from '../../manifests/applied/appliers';
import type { Root } from '../../manifests/applied/roots';
import { isSame } from '../../manifests/flux/flux';
import type { Document } from '../../manifests/object/document';
import { identityOf } from '../../manifests/object/identity';
import { groupKindOf, isOfCnpgGroup } from '../../manifests/object/manifest';
import type { AppliedSide } from './applied-side';

interface Remaining {
  readonly roots: readonly Root[];
  /** Sentences on what may be applied no more. */
  readonly unseen: readonly string[];
  /** Identities of the Kustomizations and Applications that name a folder of this repository which is not there any more. */
  readonly pathless: ReadonlySet<string>;
}

/**
 * The roots of the later side without what nobody applies any more: a folder that a kustomization names no longer stays in git, and looks like a
 * root of its own. What an engine applied before, and nothing includes now, is pruned. Where nothing shows who applies it, that is only said.
 */
export function withoutLeftOver(before: AppliedSide | undefined, after: AppliedSide): Remaining {
  const { roots } = after.sources;
  if (before === undefined) return { roots, unseen: [], pathless: new Set() };
  const owners = ownersByFile(before);
  const ownersOf = (path: string) => owners.get(keyIn(after, path)) ?? [];
  const wasApplied = (path: string) => ownersOf(path).some(({ application }) => application !== undefined);
  let live = roots.flatMap((root) => (root.application ? [root] : remaining(root, after, wasApplied)));
  for (;;) {
    // What a Kustomization or an Application applied that is itself applied by nobody now goes with it.
    const used = new Set(live.flatMap(({ files }) => files.map((path) => keyIn(after, path))));
    const isGone = (file: string) => !used.has(file) && (owners.get(file) ?? []).some((root) => root.application);
    const next = live.filter((root) => !isGone(after.applierFile(root) ?? ''));
    if (next.length === live.length) break;
    live = next;
  }
  const isThere = new Set(live.map(({ folder }) => keyIn(after, folder)));
  const unseen = live.flatMap((root) => {
    const [own = ''] = root.files;
    if (root.application !== undefined || !concernsDatabases(root)) return [];
    const including = ownersOf(own).filter(
      ({ folder }) => folder !== root.folder && isThere.has(keyIn(before, folder)),
    );
    const names = [...new Set(including.filter(({ isKustomization }) => isKustomization).map(({ folder }) => folder))];
    if (names.length === 0) return [];
    return [
      `${root.folder} is no longer included by ${names.join(', ')}: whether it is still applied could not be seen`,
    ];
  });
  return { roots: live, unseen, pathless: pathlessAmong(before, after) };
}

/** A source whose folder was here before is this repository. Its engine fails now, and prunes nothing. */
function pathlessAmong(before: AppliedSide, after: AppliedSide): ReadonlySet<string> {
  const known = before.sources.roots.flatMap(({ application }) => application?.by.manifest ?? []);
  const appliers = after.sources.roots.flatMap(({ documents }) => documents.flatMap(({ manifest }) => manifest ?? []));
  const found = appliers.filter((manifest) => {
    const path = appliedPathOf(manifest);
    if (path === undefined || after.sources.tree.folderNamed(path.folder) !== undefined) return false;
    if (after.state.digest(after.pathOf(path.folder)) !== '') return false;
    return known.some((was) => isSame(was, manifest) && appliedPathOf(was)?.repository === path.repository);
  });
  return new Set(found.map(identityOf));
}

function keyIn(side: AppliedSide, path: string): string {
  return side.keyOf(side.pathOf(path));
}

/** The roots that a file is a part of, by what both sides call it. */
function ownersByFile(side: AppliedSide): ReadonlyMap<string, readonly Root[]> {
  const owners = new Map<string, Root[]>();
  for (const root of side.sources.roots) {
    for (const path of new Set(root.files)) {
      const key = keyIn(side, path);
      owners.set(key, [...(owners.get(key) ?? []), root]);
    }
  }
  return owners;
}

/** A kustomization is left over as a whole, by its own file: its bases may be those of others. Of a plain folder, each file is. */
function remaining(root: Root, side: AppliedSide, wasApplied: (path: string) => boolean): Root[] {
  const [own = '', ...others] = root.files;
  if (root.isKustomization) return wasApplied(own) ? [] : [root];
  const kept = [own, ...others].filter((path) => !wasApplied(path));
  if (kept.length === root.files.length) return [root];
  const names = new Set(kept.map((path) => keyIn(side, path)));
  const isKept = ({ file }: Document) => file !== null && names.has(side.keyOfName(file));
  const [documents, beside] = [root.documents.filter(isKept), root.beside.filter(isKept)];
  return kept.length === 0 ? [] : [{ ...root, files: kept, documents, beside }];
}

function concernsDatabases({ documents }: Root): boolean {
  return documents.some(
    ({ manifest }) => manifest && (isOfCnpgGroup(manifest) || APPLIER_KINDS.includes(groupKindOf(manifest))),
  );
}
