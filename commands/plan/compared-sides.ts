import { applicationsOfSet } from '../../manifests/applied/application-sets';
import { patched } from '../../manifests/applied/completed-forms';
import type { Root } from '../../manifests/applied/roots';
import { identitiesOf, worldsAmong } from '../../manifests/applied/worlds';
import type { Document } from '../../manifests/object/document';
import { identityOf, manifestName } from '../../manifests/object/identity';
import type { RenderedRelease } from '../applied/render-charts';
import type { RenderOptions } from '../applied/rendering';
import { AppliedSide, type GivenSide } from './applied-side';
import { withoutLeftOver } from './left-over';
import { type FiledManifest, filedManifest } from './manifests-in';
import { digests, released, rooted } from './rendered-side';
import { umbrellaClusters } from './umbrella-clusters';
import { readableOf } from './unread-documents';
import { isBroken, type Pair, unseenCharts, unseenRoots, unseenTemplates } from './unseen-changes';
import { unseenSets } from './unseen-sets';
import { unseenValues } from './unseen-values';
import { worldNames } from './world-names';

/** What goes to one Kubernetes cluster, before and after. */
export interface ComparedWorld {
  /** The folder that makes it differ from others; empty if there is only one. */
  readonly name: string;
  readonly before: readonly FiledManifest[];
  readonly after: readonly FiledManifest[];
  /** Names of the objects that other worlds have in another way. */
  readonly own: ReadonlySet<string>;
}

export interface ComparedSides {
  readonly worlds: readonly ComparedWorld[];
  /** Sentences on what changed and could not be seen. */
  readonly unseen: readonly string[];
  /** Sentences on what could not be read, and did not change, and on what nobody applies. */
  readonly remarks: readonly string[];
  /** @see PlanOptions */
  readonly pathless?: ReadonlySet<string>;
}

/**
 * What will be applied before and after, rendered where a tool is needed and something has changed: of what has not, both sides are read in
 * the same way.
 * @param given - without `before` all of `after` is rendered
 * @throws UsageError for what cannot be read and has changed
 */
export async function comparedSides(
  given: { readonly before?: GivenSide; readonly after: GivenSide },
  options: RenderOptions,
): Promise<ComparedSides> {
  const after = await new AppliedSide('after', given.after).follow(options);
  const before = given.before && (await new AppliedSide('before', given.before).follow(options));
  const remaining = withoutLeftOver(before, after);
  after.narrowTo(remaining.roots);
  before?.narrowTo(remaining.earlier);
  const [old, next] = [before && (await rooted(before, after, options)), await rooted(after, before, options)];
  const roots = pairs(before, old ?? [], after, next, (side, root) => side.keyOfRoot(root));
  const installed = { before: before && digests(before, old ?? []), after: digests(after, next) };
  const [made, makes] = [
    before && (await released(before, old ?? [], installed.after, options)),
    await released(after, next, installed.before, options),
  ];
  const releases = pairs(before, made ?? [], after, makes, (side, each) => side.keyOfRelease(each.release));
  const unseen = [
    ...remaining.unseen,
    ...unseenRoots(roots, { before, after }, options),
    ...unseenCharts(releases, { before, after }, installed, options),
    ...unseenSets({ before, after }, { before: old ?? [], after: next }),
    ...unseenTemplates({ before, after }),
    ...unseenValues({ before, after }, installed),
  ];
  const seen = releases.map(madeByBoth);
  const all = [
    ...roots.map((pair) => unrenderedIfOne(pair, before, after)),
    ...seen,
    ...umbrellaClusters(
      { before, after },
      installed,
      new Set(seen.flatMap((pair) => (pair.after ?? pair.before)?.folder ?? [])),
    ),
  ];
  const places = all.map(placeOf);
  const worlds = worldsAmong(places, ({ pair }) => [
    ...(pair.before?.documents ?? []).flatMap(identitiesOf).map((identity) => `before ${identity}`),
    ...(pair.after?.documents ?? []).flatMap(identitiesOf).map((identity) => `after ${identity}`),
  ]);
  const names = worldNames(
    worlds.map(({ rivals }) => rivals.map(({ pair }) => pair)),
    { before, after },
  );
  const { readable, remarks } = readableOf({ before, after });
  const unapplied = unappliedOf(all, new Set([...remaining.unapplied].map((root) => after.keyOfRoot(root))), after);
  const filed = (side: AppliedSide | undefined, documents: readonly Document[]) =>
    side === undefined
      ? []
      : readable(side, documents)
          .map(patched)
          .flatMap((document) => [document, ...applicationsOfSet(document, side.sources.tree)])
          .map((document) => {
            const file = side.keyOfName(document.file ?? '');
            const marks =
              side === before
                ? { isRemaining: after.contents.has(file), isCopy: remaining.copies.has(file) }
                : { isTakenUp: remaining.takenUp.has(file), isUnapplied: unapplied.has(identityIn(document)) };
            return { ...filedManifest(document), ...marks };
          });
  return {
    worlds: worlds.map(({ roots: members, rivals }, index) => ({
      name: names[index] ?? '',
      before: filed(before, [...members.flatMap(({ pair }) => pair.before?.documents ?? []), ...(before?.alone ?? [])]),
      after: filed(after, [...members.flatMap(({ pair }) => pair.after?.documents ?? []), ...after.alone]),
      own: new Set(
        rivals
          .flatMap(({ pair }) => [pair.before, pair.after])
          .flatMap((root) => root?.documents ?? [])
          .flatMap(({ manifest }) => (manifest ? [manifestName(manifest)] : [])),
      ),
    })),
    unseen,
    remarks: [...remaining.remarks, ...remarks()],
    pathless: remaining.pathless,
  };
}

function pairs<T>(
  before: AppliedSide | undefined,
  old: readonly T[],
  after: AppliedSide,
  next: readonly T[],
  keyOf: (side: AppliedSide, item: T) => string,
): Pair<T>[] {
  const found = new Map<string, Pair<T>>();
  for (const item of before === undefined ? [] : old) found.set(keyOf(before as AppliedSide, item), { before: item });
  for (const item of next) found.set(keyOf(after, item), { ...found.get(keyOf(after, item)), after: item });
  return [...found.values()];
}

/**
 * What no tool can build now, no engine applies: it stays as it was. Of two sides of which only the later one could be rendered, both are taken
 * as they are read: otherwise everything would differ.
 */
function unrenderedIfOne(pair: Pair<Root>, before: AppliedSide | undefined, after: AppliedSide): Pair<Root> {
  if (pair.before === undefined || pair.after === undefined || before === undefined) return pair;
  if (pair.before.isPartial === pair.after.isPartial) return pair;
  if (isBroken(pair.after)) return { before: pair.before, after: pair.before };
  return { before: before.asRead(pair.before), after: after.asRead(pair.after) };
}

/** What Helm makes of a release, where it makes something of both sides. */
function madeByBoth({ before, after }: Pair<RenderedRelease>): Pair<Root> {
  const [old, next] = [before?.root, after?.root];
  const isFailed = [old, next].some((root) => root !== undefined && root.unseen.length + root.remote.length > 0);
  if (isFailed) return {};
  return { ...(old && { before: old }), ...(next && { after: next }) };
}

/** Identities of what only roots that nobody applies have. */
function unappliedOf(all: readonly Pair<Root>[], keys: ReadonlySet<string>, after: AppliedSide): ReadonlySet<string> {
  const roots = all.flatMap((pair) => pair.after ?? []);
  const identitiesIn = (isIdle: boolean) =>
    roots
      .filter((root) => keys.has(after.keyOfRoot(root)) === isIdle)
      .flatMap(({ documents }) => documents.map(identityIn));
  const applied = new Set(identitiesIn(false));
  return new Set(identitiesIn(true).filter((each) => !applied.has(each)));
}

function identityIn({ manifest }: Document): string {
  return manifest === undefined ? '' : identityOf(manifest);
}

function placeOf(pair: Pair<Root>) {
  const { folder = '', unseen = [], remote = [] } = pair.after ?? pair.before ?? {};
  return { folder, unseen, remote, pair };
}
