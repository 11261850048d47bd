import { unappliedBy } from '../../manifests/flux/flux';
import { chartCluster } from '../../manifests/helm/cluster-chart';
import { identityOf, manifestName } from '../../manifests/object/identity';
import { equal } from '../../manifests/object/json';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, list, type Manifest, namespaceOf } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { timesMade } from './applied-clusters';
import type { Change } from './change';
import { markRejected, rejections } from './rejection';
import { changeOf, type Sides, updateOf } from './update';

const RELEASES = new Set<string>([Kind.HELM_RELEASE, Kind.APPLICATION, Kind.K3S_HELM_CHART]);

/** Whether it may install a chart. */
export function isRelease(manifest: Manifest): boolean {
  return RELEASES.has(groupKindOf(manifest));
}

/**
 * The changes of Clusters that releases of CNPG's chart make, where these are not among the objects themselves. Only what the values say is
 * known of such a Cluster: nothing else of it is judged.
 */
export function releasedClusters(
  releases: readonly (readonly [before: Manifest, after: Manifest])[],
  sides: Sides,
): Change[] {
  const { before: old, after: next } = sides.objects;
  const made = releases.flatMap(([was, is]) => {
    const [before, after] = [chartCluster(was, old), chartCluster(is, next)];
    if (before === undefined || after === undefined) return [];
    if (identityOf(before.cluster) !== identityOf(after.cluster)) return [];
    return [old, next].some((index) => isAmong(index, after.cluster)) ? [] : [{ before, after }];
  });
  if (made.length === 0) return [];
  const withMade = (side: 'before' | 'after') =>
    sides.objects[side].with(made.flatMap((each) => [each[side].cluster, ...each[side].beside]));
  const among = { ...sides, objects: { before: withMade('before'), after: withMade('after') } };
  return made.flatMap(({ before, after }) => {
    const change = updateOf(before.cluster, after.cluster, among);
    const fields = (change?.fields ?? []).filter((field) => !equal(field.before, field.after));
    return fields.length === 0 ? [] : [changeOf(after.cluster, 'update', fields)];
  });
}

/** The Clusters of releases that are new: the chart makes them, and nothing else in git says that they come. */
export function createdClusters(releases: readonly Manifest[], { objects, target }: Sides): Change[] {
  const { before: old, after: next } = objects;
  return releases.flatMap((release) => {
    const made = chartCluster(release, next);
    if (made === undefined || isWaiting(release)) return [];
    const { cluster, installed } = made;
    const isKnown = [old, next].some((index) => isAmong(index, cluster));
    // Another release made it, and has left it to this one.
    const isTakenOver = timesMade(cluster, old) > 0 && timesMade(cluster, next) === 1;
    if (isKnown || isTakenOver || isUnfilled(cluster.metadata.name)) return [];
    // What else is said of it, or patches behind the chart, may make it right.
    const isPatched = list(at(release, 'spec.postRenderers')).length > 0;
    const isWhole = !installed.hasOtherValues && !isPatched && !isUnfilled(cluster);
    const refused = isWhole ? rejections(cluster, undefined, target) : [];
    const name = String(cluster.metadata.name);
    const reason = `${manifestName(release)} makes it, by chart ${installed.chart}`;
    const maker = { path: 'metadata.name', before: null, after: name, impact: 'none', reason } as const;
    return [changeOf(cluster, 'create', markRejected([maker], refused, cluster))];
  });
}

function isAmong(index: Index, cluster: Manifest): boolean {
  return index.get(Kind.CLUSTER, namespaceOf(cluster), String(cluster.metadata.name)) !== undefined;
}

/** Whether Flux leaves a release alone for now. */
function isWaiting(release: Manifest): boolean {
  return at(release, 'spec.suspend') === true || unappliedBy(release) !== undefined;
}

/** Whether only the generator of an ApplicationSet knows a value. */
function isUnfilled(value: unknown): boolean {
  return JSON.stringify(value).includes('{{');
}
