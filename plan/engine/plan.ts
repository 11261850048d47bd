import { FLUX, leftAloneBy, unappliedBy } from '../../manifests/flux/flux';
import { chartCluster } from '../../manifests/helm/cluster-chart';
import { chartNamesOf } from '../../manifests/helm/installed-charts';
import type { Applier } from '../../manifests/object/document';
import { identityOf, manifestName } from '../../manifests/object/identity';
import { equal } from '../../manifests/object/json';
import { Kind } from '../../manifests/object/kinds';
import { groupKindOf, isKustomization, type Manifest, text } from '../../manifests/object/manifest';
import { Index } from '../../manifests/object/object-index';
import { DEFAULT_TARGET, type Target } from '../../values/cnpg/target';
import { compare } from '../../values/collections/compare';
import { proceduresFor } from '../steps';
import { minorByMinor } from '../upgrade/minor-by-minor';
import { upgradesOf } from '../upgrade/upgrade';
import { timesMade } from './applied-clusters';
import type { Change, FieldChange, Plan } from './change';
import { creationOf } from './creation';
import { handedOver } from './handed-over';
import { worst, worstOf } from './impact';
import { replacerOf } from './keepers';
import { markRejected, rejections } from './rejection';
import { createdClusters, isRelease, releasedClusters } from './released-clusters';
import { removalOf } from './removal';
import { type Rename, renamesAmong } from './renames';
import { whileSuspended } from './suspended';
import { throughCatalog } from './through-catalog';
import { changeOf, changeOrder, type Sides, updateOf } from './update';

export interface PlanOptions {
  /** Schedules and recovery windows are evaluated from this instant on. */
  readonly now: Date;
  /** @default - the versions that this release is generated from */
  readonly target?: Target;
  /** Who applies which object of either side. @default - it is not known */
  readonly appliers?: ReadonlyMap<Manifest, Applier>;
  /** Identities of the Kustomizations and Applications whose folder is not in the repository any more. @default - none */
  readonly pathless?: ReadonlySet<string>;
  /** Objects of the earlier side whose file is still in git. @default - none */
  readonly remaining?: ReadonlySet<Manifest>;
  /** Objects of the earlier side that nobody in the repository applied, and that are still applied from elsewhere in it. @default - none */
  readonly copies?: ReadonlySet<Manifest>;
  /** Objects of the later side that were in git, and that nobody applied. @default - none */
  readonly takenUp?: ReadonlySet<Manifest>;
  /** Objects of the later side that nobody in the repository applies. @default - none */
  readonly unapplied?: ReadonlySet<Manifest>;
}

/**
 * The effects of replacing one set of manifests by another on the running databases. Objects are the same if group, kind, namespace and
 * name are equal. The arguments are not changed.
 */
export function plan(before: readonly Manifest[], after: readonly Manifest[], options: PlanOptions): Plan {
  const [old, next] = [byIdentity(before), byIdentity(after)];
  const { appliers, target = DEFAULT_TARGET, ...rest } = options;
  const objects = { before: new Index(old.values(), appliers), after: new Index(next.values(), appliers) };
  const sides: Sides = { ...rest, objects, target };
  const removed = [...old].flatMap(([key, manifest]) => (next.has(key) ? [] : [manifest]));
  const created = [...next].flatMap(([key, manifest]) => (old.has(key) ? [] : [manifest]));
  const renames = renamesAmong(removed, created, sides.target);
  const updated = [...next].flatMap(([key, manifest]) => {
    const was = old.get(key);
    if (was === undefined) return [];
    const handed = handedOver(was, manifest, objects);
    if (handed !== undefined) {
      return [changeOf(manifest, 'update', [...(updateOf(was, manifest, sides)?.fields ?? []), handed])];
    }
    if (equal(was, manifest) && throughCatalog(was, manifest, objects).length === 0) return [];
    const change = updateOf(was, manifest, sides);
    if (change === undefined || saidOfSet(change, manifest, objects.after)) return [];
    return [whileSuspended(replaced(change, was, manifest, sides), manifest, sides)];
  });
  const releases = [...next].flatMap(([key, manifest]) => {
    const was = isRelease(manifest) ? old.get(key) : undefined;
    return was === undefined || equal(was, manifest) ? [] : [[was, manifest] as const];
  });
  const changes = [
    ...updated,
    ...releasedClusters(releases, sides),
    ...createdClusters(created.filter(isRelease), sides),
    ...removed.map((manifest) => whileSuspended(removal(manifest, renames, sides), manifest, sides)),
    ...created
      .map((manifest) => [creation(manifest, renames, sides), manifest] as const)
      .filter(([change, manifest]) => !saidOfSet(change, manifest, objects.after))
      .map(([change, manifest]) => whileSuspended(change, manifest, sides)),
  ].sort(changeOrder);
  const upgrades = upgradesOf([...next.values()], sides);
  const steps = [...proceduresFor(changes, { ...sides, renames }), ...upgrades.flatMap(minorByMinor)];
  return {
    changes,
    worst: worstOf([...changes, ...upgrades].map(({ impact }) => impact)),
    ...(upgrades.length > 0 && { upgrades }),
    ...(steps.length > 0 && { steps }),
  };
}

/** What does nothing to an Application that an ApplicationSet makes: the set is in git, and says it once for all of them. */
function saidOfSet({ impact }: Change, manifest: Manifest, index: Index): boolean {
  // A set whose Applications could not be followed counts as who applies the databases themselves.
  if (groupKindOf(manifest) !== Kind.APPLICATION || isChartByItself(manifest, index)) return false;
  const by = impact === 'none' ? index.applierOf(manifest)?.manifest : undefined;
  return by !== undefined && groupKindOf(by) === Kind.APPLICATION_SET;
}

/** Whether it installs a chart of which nothing else says what becomes of it, or of which of several Kubernetes clusters. */
function isChartByItself(manifest: Manifest, index: Index): boolean {
  if (chartNamesOf(manifest).length === 0) return false;
  const made = chartCluster(manifest);
  return made === undefined || timesMade(made.cluster, index) > 1;
}

/** Sorted in a fixed order. Of two objects with one identity the last one counts, as when they are applied. */
function byIdentity(manifests: readonly Manifest[]): Map<string, Manifest> {
  const found = new Map(
    manifests.flatMap((manifest) => {
      const isNamed = text(manifest.metadata?.name) !== undefined;
      if (!isNamed || isKustomization(manifest)) return [];
      return [[identityOf(manifest), manifest] as const];
    }),
  );
  return new Map([...found].sort(([a], [b]) => compare(a, b)));
}

function removal(manifest: Manifest, renames: readonly Rename[], sides: Sides): Change {
  const to = renames.find(({ from }) => from === manifest)?.to;
  // What has another name now is still applied.
  const moment = to === undefined ? sides : { ...sides, remaining: new Set<Manifest>() };
  const { impact, reason, isKept = false, isProtected = false } = removalOf(manifest, moment);
  const name = String(manifest.metadata.name);
  const field = { path: 'metadata.name', before: name, after: null, impact, reason };
  if (to === undefined) return changeOf(manifest, 'delete', [field]);
  const what = isKept ? 'stays' : isProtected ? 'leaves git' : 'is deleted';
  const renamed = `objects are never renamed: this one ${what} and ${manifestName(to)} is created, empty. ${reason}`;
  return changeOf(manifest, 'delete', [{ ...field, impact: worst(impact, 'replace'), reason: renamed }]);
}

function creation(manifest: Manifest, renames: readonly Rename[], sides: Sides): Change {
  const from = renames.find(({ to }) => to === manifest)?.from;
  const name = String(manifest.metadata.name);
  const fields = unappliedBy(manifest) === undefined ? creationOf(manifest, sides) : [uncreated(manifest)];
  if (sides.takenUp?.has(manifest)) fields.push(takenUp(manifest, sides));
  if (from !== undefined) {
    const reason = `the same content as ${manifestName(from)}, which leaves git: a new, empty object. Keep the old name`;
    fields.push({ path: 'metadata.name', before: null, after: name, impact: 'replace', reason });
  }
  return changeOf(manifest, 'create', markRejected(fields, rejections(manifest, undefined, sides.target), manifest));
}

function takenUp(manifest: Manifest, { objects }: Sides): FieldChange {
  const applier = objects.after.applierOf(manifest)?.manifest;
  const who = applier === undefined ? 'it is applied' : `${manifestName(applier)} applies it`;
  const reason = `nothing in the repository applied it until now; from now on ${who}: it is created, or adopted where it is in the cluster`;
  return { path: 'metadata.name', before: null, after: String(manifest.metadata.name), impact: 'none', reason };
}

function uncreated(manifest: Manifest): FieldChange {
  const switched = `${FLUX}/${unappliedBy(manifest)}`;
  const reason = `Flux does not apply it (${switched}): it is not created, unless somebody else does that`;
  return { path: 'metadata', before: null, after: switched, impact: 'ignored', reason };
}

/** Argo CD's option Force, and Flux's where a change is refused, turn it into a deletion and a creation. */
function replaced(change: Change, before: Manifest, after: Manifest, sides: Sides): Change {
  const replacer = replacerOf(
    after,
    change.fields.some(({ impact }) => impact === 'rejected'),
    sides.objects.after,
  );
  if (replacer === undefined) return leftAloneBy(before) && leftAloneBy(after) ? ignoredByFlux(change, after) : change;
  const { who, path, option } = replacer;
  const gone = { ...sides, objects: { before: sides.objects.before, after: new Index([]) } };
  const { impact, reason } = removalOf({ ...after, metadata: { name: change.name } }, gone);
  const field: FieldChange = {
    path,
    before: option,
    after: option,
    impact: worst(impact, 'replace'),
    reason: `${who} deletes the object and creates it again (${option}): ${reason}`,
  };
  return changeOf(after, 'replace', [...change.fields, field]);
}

function ignoredByFlux(change: Change, after: Manifest): Change {
  const fields = change.fields.map((field) => ({
    ...field,
    impact: 'ignored' as const,
    reason: `Flux applies no change of this object (${FLUX}/${leftAloneBy(after)}). Otherwise: ${field.reason}`,
  }));
  return changeOf(after, 'update', fields);
}
