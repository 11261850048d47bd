import { chartCluster } from '../../manifests/helm/cluster-chart';
import { identityOf } from '../../manifests/object/identity';
import { equal } from '../../manifests/object/json';
import { Kind } from '../../manifests/object/kinds';
import { groupKindOf, type Manifest, namespaceOf } from '../../manifests/object/manifest';
import type { Change } from './change';
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
  return releases.flatMap(([was, is]) => {
    const [before, after] = [chartCluster(was, old)?.cluster, chartCluster(is, next)?.cluster];
    if (before === undefined || after === undefined || identityOf(before) !== identityOf(after)) return [];
    const place = [Kind.CLUSTER, namespaceOf(after), String(after.metadata.name)] as const;
    if (old.get(...place) !== undefined || next.get(...place) !== undefined) return [];
    const change = updateOf(before, after, sides);
    const fields = (change?.fields ?? []).filter((field) => !equal(field.before, field.after));
    return fields.length === 0 ? [] : [changeOf(after, 'update', fields)];
  });
}
