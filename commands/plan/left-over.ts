import { appliedPathOf } from '../../manifests/applied/applied-path';
import { APPLIER_KINDS } from '../../manifests/applied/appliers';
import type { Root } from '../../manifests/applied/roots';
import { isSame } from '../../manifests/flux/flux';
import type { Document } from '../../manifests/object/document';
import { identityOf } from '../../manifests/object/identity';
import { groupKindOf, isOfCnpgGroup } from '../../manifests/object/manifest';
import { unappliedAmong } from '../applied/unapplied';
import type { AppliedSide } from './applied-side';

interface Remaining {
  readonly roots: readonly Root[];
  /** The roots of the earlier side, without what nobody applied. */
  readonly earlier: readonly Root[];
  /** Files of the later side with objects that are applied from now on, by what both sides call them. */
  readonly takenUp: ReadonlySet<string>;
  /** Sentences on what may be applied no more, or from now on. */
  readonly unseen: readonly string[];
  /** Sentences on what changed and is applied by nobody in the repository. */
  readonly remarks: readonly string[];
  /** Identities of the Kustomizations and Applications that name a folder of this repository which is not there any more. */
  readonly pathless: ReadonlySet<string>;
}

/**
 * The roots of the later side without what nobody applies any more: a folder that a kustomization names no longer stays in git, and looks like a
 * root of its own. What an engine applied before, and nothing includes now, is pruned. The other way round, what nothing applied before, and
 * an engine applies now, was not there. Where nothing shows who applies it, that is only said.
 */
export function withoutLeftOver(before: AppliedSide | undefined, after: AppliedSide): Remaining {
  const { roots } = after.sources;
  if (before === undefined)
    return { roots, earlier: [], takenUp: new Set(), unseen: [], remarks: [], pathless: new Set() };
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
  const unseen = [
    ...included(live, after, before).map(
      ({ folder, by }) => `${folder} is no longer included by ${by}: whether it is still applied could not be seen`,
    ),
    ...included(before.sources.roots, before, after).map(
      ({ folder, by }) =>
        `${folder} is included by ${by} from now on: whether it was applied before could not be seen. If it was not, its objects are created, or adopted where they are in the cluster`,
    ),
  ];
  const remarks = changedAndUnapplied(before, after, live);
  return { roots: live, ...takenUpBy(before, after), unseen, remarks, pathless: pathlessAmong(before, after) };
}

function changedAndUnapplied(before: AppliedSide, after: AppliedSide, live: readonly Root[]): string[] {
  const idle = [...unappliedAmong({ ...after.sources, roots: live })].filter(concernsDatabases);
  const known = new Map(before.sources.roots.map((root) => [before.keyOfRoot(root), root]));
  const changed = idle.filter((root) => {
    const was = known.get(after.keyOfRoot(root));
    return was === undefined || before.digestOfRoot(was) !== after.digestOfRoot(root);
  });
  return changed.map(
    ({ folder }) =>
      `${folder} changed, and nothing in the repository applies it: what is planned of it happens only where it is applied from elsewhere`,
  );
}

/** The roots of databases of one side that a kustomization of the other side includes, where it is on both. */
function included(roots: readonly Root[], side: AppliedSide, other: AppliedSide): { folder: string; by: string }[] {
  const owners = ownersByFile(other);
  const isThere = new Set(side.sources.roots.map(({ folder }) => keyIn(side, folder)));
  return roots.flatMap((root) => {
    const [own = ''] = root.files;
    if (root.application !== undefined || !concernsDatabases(root)) return [];
    const including = (owners.get(keyIn(side, own)) ?? []).filter(
      ({ folder, application, isKustomization }) =>
        isKustomization && application === undefined && folder !== root.folder && isThere.has(keyIn(other, folder)),
    );
    const names = [...new Set(including.map(({ folder }) => folder))];
    return names.length === 0 ? [] : [{ folder: root.folder, by: names.join(', ') }];
  });
}

/** What nobody in the repository applied, and an engine applies now. */
function takenUpBy(before: AppliedSide, after: AppliedSide): Pick<Remaining, 'earlier' | 'takenUp'> {
  const idle = unappliedAmong(before.sources);
  const owners = ownersByFile(after);
  const isApplied = (path: string) =>
    (owners.get(keyIn(before, path)) ?? []).some(({ application }) => application !== undefined);
  const { roots } = before.sources;
  const earlier = roots.flatMap((root) => (idle.has(root) ? remaining(root, before, isApplied) : [root]));
  const kept = new Set(earlier.flatMap(({ files }) => files));
  const gone = [...idle].flatMap(({ files }) => files).filter((path) => !kept.has(path));
  return { earlier, takenUp: new Set(gone.map((path) => keyIn(before, path))) };
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
