import type { PostgresCluster } from '../../constructs/index';
import { followersOf } from '../../manifests/cnpg/followers';
import { at, type Manifest } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import type { MajorChange } from '../../plan/engine/major-change';
import { namesOf } from '../../plan/engine/object-names';
import { rejections } from '../../plan/engine/rejection';
import type { Target } from '../../values/cnpg/target';
import { isDerived } from '../applications/serving-database';
import { changedParameters } from './major-manifests';

interface Wanted {
  readonly cluster: PostgresCluster;
  /** The clusters of the application. */
  readonly all: readonly PostgresCluster[];
  readonly before: Manifest;
  readonly after: Manifest;
  readonly index: Index;
  readonly target: Target;
  readonly major: MajorChange;
}

/** Why an upgrade would be refused, fail, or break something that must be mended before. */
export function refusals({ cluster, all, before, after, index, target, major }: Wanted): string[] {
  const refused = rejections(after, before, target).filter(({ rule }) => rule !== 'cluster-image-and-parameters');
  return [
    ...togetherWithImage(before, after),
    ...refused.map(
      ({ path, message, fix }) => [path, message].filter(Boolean).join(' ') + (fix === null ? '' : `; ${fix}`),
    ),
    ...major.obstacles,
    ...dependents(before, index, cluster, all),
  ];
}

/** The webhook refuses an image and parameters in one update where a switchover is asked for. */
function togetherWithImage(before: Manifest, after: Manifest): string[] {
  const changed = changedParameters(before, after);
  if (changed.length === 0 || at(after, 'spec.primaryUpdateMethod') !== 'switchover') return [];
  return [
    `${changed.join(', ')} is written otherwise for the new major, and CNPG refuses parameters together with an image while primaryUpdateMethod is switchover: set primaryUpdateMethod: 'restart', which restarts nothing by itself, and set it back after the upgrade`,
  ];
}

/** Clusters that would change with it, or could not follow. */
function dependents(
  manifest: Manifest,
  index: Index,
  cluster: PostgresCluster,
  all: readonly PostgresCluster[],
): string[] {
  const followers = followersOf(manifest, index);
  const recovered = all.filter((each) => each !== cluster && isDerived(each, all));
  return [
    ...(followers.length > 0
      ? [
          `${namesOf(followers)} follows it, and cannot replay WAL of another major: take it out, and declare it again after the upgrade`,
        ]
      : []),
    ...(recovered.length > 0
      ? [
          `recoveries.json declares ${recovered.map(({ name }) => name).join(', ')}, made of this one: finish the recovery or the online upgrade, or end the drill (npm run restore -- APP --end NAME)`,
        ]
      : []),
  ];
}
