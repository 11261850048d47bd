import { appliedPathOf } from '../../manifests/applied/applied-path';
import { APPLIER_KINDS } from '../../manifests/applied/appliers';
import type { Root } from '../../manifests/applied/roots';
import { isSame } from '../../manifests/flux/flux';
import type { Document } from '../../manifests/object/document';
import { identityOf } from '../../manifests/object/identity';
import { groupKindOf, isOfCnpgGroup } from '../../manifests/object/manifest';
import { unappliedAmong } from '../applied/unapplied';
import type { AppliedSide } from './applied-side';
import { keyIn, Owners } from './owners';

interface Remaining {
  readonly roots: readonly Root[];
  /** The roots of the earlier side, without what nobody applied. */
  readonly earlier: readonly Root[];
  /** Files of the later side with objects that are applied from now on, by what both sides call them. */
  readonly takenUp: ReadonlySet<string>;
  /** Files of the earlier side that nobody in the repository applied, with databases that are still applied from elsewhere in it. */
  readonly copies: ReadonlySet<string>;
  /** The roots of the later side that nobody in the repository applies. */
  readonly unapplied: ReadonlySet<Root>;
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
    return {
      roots,
      earlier: [],
      takenUp: new Set(),
      copies: new Set(),
      unapplied: new Set(),
      unseen: [],
      remarks: [],
      pathless: new Set(),
    };
  const [owners, later] = [new Owners(before), new Owners(after)];
  const idle = unappliedAmong(before.sources);
  const wasApplied = (path: string) => owners.isApplied(after, path);
  let live = roots.flatMap((root) => (root.application ? [root] : remaining(root, after, wasApplied)));
  for (;;) {
    // What a Kustomization or an Application applied that is itself applied by nobody now goes with it.
    const used = new Set(live.flatMap(({ files }) => files.map((path) => keyIn(after, path))));
    const isGone = (file: string) => !used.has(file) && owners.of(file).some((root) => root.application);
    const next = live.filter((root) => !isGone(after.applierFile(root) ?? ''));
    if (next.length === live.length) break;
    live = next;
  }
  live = live.filter((root) => !isLeftOut(root, after, before, owners));
  const unseen = [
    ...included(live, after, before, owners).map(
      ({ folder, by }) => `${folder} is no longer included by ${by}: whether it is still applied could not be seen`,
    ),
    ...included(before.sources.roots, before, after, later).map(
      ({ folder, by }) =>
        `${folder} is included by ${by} from now on: whether it was applied before could not be seen. If it was not, its objects are created, or adopted where they are in the cluster`,
    ),
  ];
  const unapplied = unappliedAmong({ ...after.sources, roots: live });
  const remarks = changedAndUnapplied(before, after, unapplied, idle);
  const takenUp = takenUpBy(before, after, later, idle);
  return { roots: live, ...takenUp, unapplied, unseen, remarks, pathless: pathlessAmong(before, after) };
}

function changedAndUnapplied(
  before: AppliedSide,
  after: AppliedSide,
  is: ReadonlySet<Root>,
  was: ReadonlySet<Root>,
): string[] {
  const idle = [...is].filter(concernsDatabases);
  const known = new Map(before.sources.roots.map((root) => [before.keyOfRoot(root), root]));
  const changed = idle.filter((root) => {
    const earlier = known.get(after.keyOfRoot(root));
    return earlier === undefined || before.digestOfRoot(earlier) !== after.digestOfRoot(root);
  });
  const isGone = (path: string) => !after.contents.has(keyIn(before, path));
  const gone = [...was].filter((root) => concernsDatabases(root) && root.files.every(isGone));
  const where = 'what is planned of it happens only where it is applied from elsewhere';
  return [
    ...changed.map(({ folder }) => `${folder} changed, and nothing in the repository applies it: ${where}`),
    ...gone.map(({ folder }) => `${folder} is gone, and nothing in the repository applied it: ${where}`),
  ];
}

/** The roots of databases of one side that a kustomization of the other side includes, where it is on both. */
function included(
  roots: readonly Root[],
  side: AppliedSide,
  other: AppliedSide,
  owners: Owners,
): { folder: string; by: string }[] {
  const isThere = new Set(side.sources.roots.map(({ folder }) => keyIn(side, folder)));
  return roots.flatMap((root) => {
    const [own = ''] = root.files;
    if (root.application !== undefined || !concernsDatabases(root)) return [];
    const including = owners
      .of(keyIn(side, own))
      .filter(
        ({ folder, application, isKustomization }) =>
          isKustomization && application === undefined && folder !== root.folder && isThere.has(keyIn(other, folder)),
      );
    const names = [...new Set(including.map(({ folder }) => folder))];
    return names.length === 0 ? [] : [{ folder: root.folder, by: names.join(', ') }];
  });
}

/** What nobody in the repository applied, and an engine applies now. */
function takenUpBy(
  before: AppliedSide,
  after: AppliedSide,
  owners: Owners,
  idle: ReadonlySet<Root>,
): Pick<Remaining, 'earlier' | 'takenUp' | 'copies'> {
  const isApplied = (path: string) => owners.isApplied(before, path);
  const { roots } = before.sources;
  const earlier = roots
    .filter((root) => !isLeftOut(root, before, after, owners))
    .flatMap((root) => (idle.has(root) ? remaining(root, before, isApplied) : [root]));
  const kept = new Set(earlier.flatMap(({ files }) => files));
  const gone = [...idle].flatMap(({ files }) => files).filter((path) => !kept.has(path));
  const applied = new Set(
    after.sources.roots.filter(({ application }) => application !== undefined).flatMap(databasesOf),
  );
  const copies = [...idle].filter((root) => databasesOf(root).every((identity) => applied.has(identity)));
  return {
    earlier,
    takenUp: new Set(gone.map((path) => keyIn(before, path))),
    copies: new Set(copies.flatMap(({ files }) => files).map((path) => keyIn(before, path))),
  };
}

/**
 * A folder that is no root of the other side, and no part of one, although it is there in the same way: who applies the folder around it there
 * leaves it out.
 */
function isLeftOut(root: Root, side: AppliedSide, other: AppliedSide, owners: Owners): boolean {
  if (root.application !== undefined) return false;
  const isOwned = root.files.some((path) => owners.of(keyIn(side, path)).length > 0);
  return !isOwned && side.digestOfRoot(root) === other.digestOfRoot(root);
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

function databasesOf({ documents }: Root): string[] {
  return documents.flatMap(({ manifest }) => (manifest && isOfCnpgGroup(manifest) ? [identityOf(manifest)] : []));
}

function concernsDatabases({ documents }: Root): boolean {
  return documents.some(
    ({ manifest }) => manifest && (isOfCnpgGroup(manifest) || APPLIER_KINDS.includes(groupKindOf(manifest))),
  );
}
