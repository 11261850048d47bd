import { isSame } from '../../manifests/flux/flux';
import { chartCluster } from '../../manifests/helm/cluster-chart';
import { Kind } from '../../manifests/object/kinds';
import { groupKindOf, type Manifest } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { groupBy } from '../../values/collections/group-by';

/** What applies objects, and may apply something that does so in turn. */
export const APPLYING_KINDS: readonly string[] = [
  Kind.APPLICATION,
  Kind.APPLICATION_SET,
  Kind.FLUX_KUSTOMIZATION,
  Kind.HELM_RELEASE,
  Kind.K3S_HELM_CHART,
];

/**
 * The Clusters of which something else makes new pods, such as the operator: without those that lie in a folder that nobody applies, and that are
 * perhaps not there.
 */
export function runningClusters({
  objects,
  unapplied,
}: {
  readonly objects: { readonly after: Index };
  readonly unapplied?: ReadonlySet<Manifest>;
}): readonly Manifest[] {
  return objects.after.all(Kind.CLUSTER).filter((cluster) => unapplied?.has(cluster) !== true);
}

/** The Clusters that somebody applies, as far as it is known: by itself, through others, or as values of CNPG's chart. */
export function clustersAppliedBy(applier: Manifest, index: Index, above: readonly Manifest[] = []): Manifest[] {
  const own = (index.derive(byApplier).get(keyOf(applier)) ?? [])
    .filter(({ by }) => isSame(by, applier))
    .map(({ manifest }) => manifest);
  const path = [...above, applier];
  const clusters = own.filter((each) => groupKindOf(each) === Kind.CLUSTER);
  const made = clusters.length > 0 ? undefined : chartCluster(applier, index)?.cluster;
  const below = own
    // An engine may apply itself.
    .filter((each) => !clusters.includes(each) && !path.some((one) => isSame(one, each)))
    .flatMap((each) => clustersAppliedBy(each, index, path));
  return [...clusters, ...(made === undefined ? [] : [made]), ...below];
}

/** Whether CNPG's chart makes a Cluster of the values of a release. */
export function isOfChart(cluster: Manifest, index: Index): boolean {
  return timesMade(cluster, index) > 0;
}

/** How many releases make a Cluster of this name: several do for several Kubernetes clusters. */
export function timesMade(cluster: Manifest, index: Index): number {
  return (index.derive(madeByCharts).get(keyOf(cluster)) ?? []).filter((made) => isSame(made, cluster)).length;
}

function madeByCharts(index: Index): ReadonlyMap<string, Manifest[]> {
  const releases = APPLYING_KINDS.flatMap((kind) => index.all(kind));
  return groupBy(
    releases.flatMap((release) => chartCluster(release, index)?.cluster ?? []),
    keyOf,
  );
}

interface AppliedObject {
  readonly manifest: Manifest;
  readonly by: Manifest;
}

/** Clusters, and what applies them, by who applies these. */
function byApplier(index: Index): ReadonlyMap<string, AppliedObject[]> {
  const all = [Kind.CLUSTER, ...APPLYING_KINDS].flatMap((kind) =>
    index.all(kind).flatMap((manifest) => {
      const by = index.applierOf(manifest)?.manifest;
      return by === undefined ? [] : [{ manifest, by }];
    }),
  );
  return groupBy(all, ({ by }) => keyOf(by));
}

/** Of two of one name, {@link isSame} tells which it is. */
function keyOf(manifest: Manifest): string {
  return `${groupKindOf(manifest)}\n${manifest.metadata.name}`;
}
