import { isSame } from '../../manifests/flux/flux';
import { chartCluster } from '../../manifests/helm/cluster-chart';
import { Kind } from '../../manifests/object/kinds';
import { groupKindOf, type Manifest } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';

/** What applies objects, and may apply something that does so in turn. */
export const APPLYING_KINDS: readonly string[] = [
  Kind.APPLICATION,
  Kind.APPLICATION_SET,
  Kind.FLUX_KUSTOMIZATION,
  Kind.HELM_RELEASE,
  Kind.K3S_HELM_CHART,
];

/** The Clusters that somebody applies, as far as it is known: by itself, through others, or as values of CNPG's chart. */
export function clustersAppliedBy(applier: Manifest, index: Index, above: readonly Manifest[] = []): Manifest[] {
  const isOwn = (each: Manifest) => {
    const by = index.applierOf(each)?.manifest;
    return by !== undefined && groupKindOf(by) === groupKindOf(applier) && isSame(by, applier);
  };
  const path = [...above, applier];
  const own = index.all(Kind.CLUSTER).filter(isOwn);
  const made = own.length > 0 ? undefined : chartCluster(applier, index)?.cluster;
  const below = APPLYING_KINDS.flatMap((kind) => index.all(kind))
    // An engine may apply itself.
    .filter((each) => isOwn(each) && !path.some((one) => isSame(one, each)))
    .flatMap((each) => clustersAppliedBy(each, index, path));
  return [...own, ...(made === undefined ? [] : [made]), ...below];
}
