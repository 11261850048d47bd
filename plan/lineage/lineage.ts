import { namespacedName } from '../../manifests/object/identity';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, type Manifest } from '../../manifests/object/manifest';
import { Index } from '../../manifests/object/object-index';
import { groupBy } from '../../values/collections/group-by';
import type { Acknowledgement } from '../../values/declarations/acknowledgement';
import { archivesOf } from '../engine/archives';
import { isOfDrill } from './lineage-drill';
import { type ArchiveEntry, keyOf, type ObjectEntry } from './lineage-entry';
import { ACKNOWLEDGEMENTS_FILE, LINEAGE_FILE } from './lineage-files';
import { parseLock, printLock } from './lineage-lock';
import type { LineageProblem } from './lineage-problem';
import { unreadable } from './lineage-recovery';

export interface Lineage {
  readonly problems: readonly LineageProblem[];
  /** The content of the lock after a synth without problems. */
  readonly nextText: string;
}

/** The committed versions of the lock. What exists only in this working copy may still be renamed. */
export interface CommittedLocks {
  /** Text of the lock in each commit that counts; empty if nothing was ever committed. */
  readonly texts: readonly string[];
  /** The default branch and its version of the lock, if known. An object that is missing there was committed only in this branch. */
  readonly main?: { readonly branch: string; readonly texts: readonly string[] };
}

const STATEFUL = new Set<string>([
  Kind.CLUSTER,
  Kind.OBJECT_STORE,
  'PersistentVolumeClaim',
  Kind.DATABASE,
  Kind.DATABASE_ROLE,
]);

/**
 * Compares the objects that hold state with those in the committed lock. A removed or renamed object, and an archive that another cluster
 * has written to, are problems unless exactly that is acknowledged. Committed archives stay in the lock. Objects of drills are not in the
 * lock.
 *
 * @param lockText - undefined where there is no lock yet; it may have the markers of a merge conflict
 * @param committed - undefined where git does not tell: then everything in the lock counts
 */
export function checkLineage(
  lockText: string | undefined,
  manifests: readonly Manifest[],
  acknowledgements: readonly Acknowledgement[] = [],
  committed?: CommittedLocks,
): Lineage {
  const { edited, ...worktree } = parseLock(lockText ?? '');
  const kept = committed?.texts.flatMap((text) => parseLock(text).entries) ?? [];
  // Both sides of a conflict were committed, one of them elsewhere.
  const entries = committed === undefined || worktree.isConflict ? [...kept, ...worktree.entries] : kept;
  const index = new Index(manifests);
  const archives = index.all(Kind.CLUSTER).flatMap((cluster) => archivesOf(cluster, index));
  const locked = unique(entries.filter((entry) => 'object' in entry));
  const written = entries.filter((entry) => 'archive' in entry);
  const known = new Set(locked.map(({ object }) => object));
  const rendered = manifests
    .filter((manifest) => STATEFUL.has(groupKindOf(manifest)))
    // A label does not release an object that was recorded before.
    .filter((manifest) => known.has(objectEntry(manifest).object) || !isOfDrill(manifest, index));
  const objects = rendered.map(objectEntry);
  const holding = rendered.filter(holdsState).map(objectEntry);
  const created = index
    .all(Kind.CLUSTER)
    .filter((cluster) => !known.has(objectEntry(cluster).object) && !isOfDrill(cluster, index));
  const problems = [
    ...edited.map(({ line }) => ({
      message: `line ${line} of ${LINEAGE_FILE} was not written by synth`,
      fix: `restore it from git (git checkout -- ${LINEAGE_FILE}), and acknowledge changes in the source`,
    })),
    ...withoutReason(acknowledgements),
    ...dropped(locked, objects, acknowledgements, committed?.main),
    ...notDropped(objects, acknowledgements),
    ...reused(written, archives, locked, acknowledgements),
    ...unreadable(written, created, index),
  ];
  return { problems, nextText: printLock([...holding, ...written, ...archives]) };
}

/** With `retain`, a DatabaseRole may go: the role remains. */
function holdsState(manifest: Manifest): boolean {
  return groupKindOf(manifest) !== Kind.DATABASE_ROLE || at(manifest, 'spec.databaseRoleReclaimPolicy') === 'delete';
}

function objectEntry(manifest: Manifest): ObjectEntry {
  return { object: `${manifest.kind} ${namespacedName(manifest)}` };
}

function unique(entries: readonly ObjectEntry[]): ObjectEntry[] {
  return [...new Map(entries.map((entry) => [entry.object, entry])).values()];
}

function withoutReason(acknowledgements: readonly Acknowledgement[]): LineageProblem[] {
  return acknowledgements
    .filter(({ reason }) => reason.trim() === '')
    .map((given) => ({
      message: `the acknowledgement of ${'delete' in given ? given.delete : given.reuse} gives no reason`,
      fix: 'state the reason, for those who look for the database later',
    }));
}

function dropped(
  locked: readonly ObjectEntry[],
  objects: readonly ObjectEntry[],
  acknowledgements: readonly Acknowledgement[],
  main: CommittedLocks['main'],
): LineageProblem[] {
  const there = new Set(objects.map(({ object }) => object));
  const merged = main && new Set(main.texts.flatMap((text) => parseLock(text).entries).map(keyOf));
  const known = new Set(locked.map(({ object }) => object));
  const meant = new Set(acknowledgements.flatMap((given) => ('delete' in given ? [given.delete] : [])));
  const created = objects.filter(({ object }) => !known.has(object));
  return locked
    .filter(({ object }) => !there.has(object) && !meant.has(object))
    .map(({ object }) => {
      const kind = object.slice(0, object.indexOf(' '));
      const candidates = created.filter((other) => other.object.startsWith(`${kind} `)).map((other) => other.object);
      const renamed =
        candidates.length === 0
          ? ''
          : `; if it was renamed to ${candidates.join(' or ')}: objects are never renamed, a new object is empty`;
      return {
        message: `${object} is no longer rendered, but objects with state are never dropped by accident${renamed}`,
        fix: `restore it under its name, or ${acknowledged(`delete: '${object}'`)}${
          merged === undefined || merged.has(keyOf({ object }))
            ? ''
            : `; ${main?.branch} does not have it: if this branch was never applied, run npm run synth -- --base ${main?.branch} to drop it`
        }`,
      };
    });
}

/** What to write, and in which file. */
function acknowledged(what: string): string {
  return `add { ${what}, reason: '…' } to the list in ${ACKNOWLEDGEMENTS_FILE}`;
}

function notDropped(objects: readonly ObjectEntry[], acknowledgements: readonly Acknowledgement[]): LineageProblem[] {
  const there = new Set(objects.map(({ object }) => object));
  return acknowledgements
    .flatMap((given) => ('delete' in given && there.has(given.delete) ? [given.delete] : []))
    .map((object) => ({
      message: `the deletion of ${object} is acknowledged, but it is still rendered`,
      fix: 'remove the acknowledgement, so that it cannot hide a later accident, or remove the object',
    }));
}

function reused(
  written: readonly ArchiveEntry[],
  archives: readonly ArchiveEntry[],
  locked: readonly ObjectEntry[],
  acknowledgements: readonly Acknowledgement[],
): LineageProblem[] {
  const alive = new Set(locked.map(({ object }) => object));
  const meant = new Set(acknowledgements.flatMap((given) => ('reuse' in given ? [given.reuse] : [])));
  const history = groupBy(written, ({ archive }) => archive);
  const now = groupBy(archives, ({ archive }) => archive);
  return [...now].flatMap(([archive, writers]) => {
    if (meant.has(archive)) return [];
    const clusters = [...new Set(writers.map(({ cluster }) => cluster))];
    const fix = `set a serverName of ${clusters.at(-1)} that was never used, or ${acknowledged(`reuse: '${archive}'`)}`;
    if (clusters.length > 1)
      return [{ message: `${clusters.join(' and ')} would both write to the archive ${archive}`, fix }];
    const [cluster] = clusters;
    const past = history.get(archive) ?? [];
    if (past.length === 0 || cluster === undefined) return [];
    if (!past.some((entry) => entry.cluster === cluster)) {
      const others = [...new Set(past.map((entry) => entry.cluster))].join(' and ');
      return [
        { message: `the archive ${archive} was written by ${others}, but ${cluster} would write to it now`, fix },
      ];
    }
    // The same name, but another object: the old one was dropped in between, with its volumes.
    if (alive.has(`Cluster ${cluster}`)) return [];
    return [{ message: `the archive ${archive} was written by an earlier Cluster ${cluster}, which was deleted`, fix }];
  });
}
