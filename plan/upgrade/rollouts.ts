import { isHibernated } from '../../manifests/cnpg/cluster-traits';
import { barmanCloudOf } from '../../manifests/cnpg/plugins';
import { manifestName } from '../../manifests/object/identity';
import type { Manifest } from '../../manifests/object/manifest';
import type { UpgradeEffect, Verdict } from '../engine/change';
import { rolloutOf, rolloutText } from '../engine/rollout';
import { type OperatorSettings, operatorSettings } from './operator-settings';
import type { UpgradeContext } from './upgrade-context';

type Rolled = Pick<UpgradeContext, 'product' | 'clusters' | 'index'>;

/** How each Cluster gets its new instance manager or sidecar. */
export function rolloutsOf({ product, clusters, index }: Rolled): UpgradeEffect[] {
  const { isInPlace } = operatorSettings(index);
  return concerned(product, clusters).map((cluster) => ({
    object: manifestName(cluster),
    ...rolloutVerdict(cluster, product === 'operator' && isInPlace),
  }));
}

/** Of some Clusters, those whose pods have the product in them. */
export function concerned(product: UpgradeContext['product'], clusters: readonly Manifest[]): readonly Manifest[] {
  return product === 'operator' ? clusters : clusters.filter((cluster) => barmanCloudOf(cluster) !== undefined);
}

function rolloutVerdict(cluster: Manifest, isInPlace: boolean): Verdict {
  if (isHibernated(cluster)) return { impact: 'none', reason: 'hibernated: its pods are new at their next start' };
  if (isInPlace) {
    const reason = 'its instance managers are replaced in place, PostgreSQL does not restart';
    return { impact: 'none', reason };
  }
  const rollout = rolloutOf('rolling-update', cluster);
  return rollout === undefined
    ? { impact: 'none', reason: 'it has no pods' }
    : { impact: rollout.impact, reason: rolloutText(rollout) };
}

/** When they roll, and what of that the manifests do not say. */
export function rolloutNotes({ product, clusters, index }: Rolled): string[] {
  const rolled = concerned(product, clusters).filter((cluster) => !isHibernated(cluster));
  const settings = operatorSettings(index);
  if (rolled.length === 0 || (product === 'operator' && settings.isInPlace)) return [];
  return [...delays(settings, rolled.length), ...unknown(settings)];
}

function delays({ clustersDelay, instancesDelay }: OperatorSettings, clusters: number): string[] {
  const between = [
    ...(clustersDelay === undefined ? [] : [`${clustersDelay} s between two clusters (CLUSTERS_ROLLOUT_DELAY)`]),
    ...(instancesDelay === undefined
      ? []
      : [`${instancesDelay} s between two instances of one (INSTANCES_ROLLOUT_DELAY)`]),
  ];
  if (between.length > 0) return [`the operator waits ${between.join(' and ')}`];
  if (clusters < 2) return [];
  return [
    `${clusters} clusters roll at the same time: CLUSTERS_ROLLOUT_DELAY and INSTANCES_ROLLOUT_DELAY, in seconds, in the configuration of the operator spread them`,
  ];
}

function unknown({ isKnown }: OperatorSettings): string[] {
  if (isKnown) return [];
  return [
    'assumed: the configuration of the operator, which these manifests do not show, sets no ENABLE_INSTANCE_MANAGER_INPLACE_UPDATES',
  ];
}
