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
  const made = releases.flatMap(([was, is]) => {
    const [before, after] = [chartCluster(was, old), chartCluster(is, next)];
    if (before === undefined || after === undefined) return [];
    if (identityOf(before.cluster) !== identityOf(after.cluster)) return [];
    const place = [Kind.CLUSTER, namespaceOf(after.cluster), String(after.cluster.metadata.name)] as const;
    return old.get(...place) !== undefined || next.get(...place) !== undefined ? [] : [{ before, after }];
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
