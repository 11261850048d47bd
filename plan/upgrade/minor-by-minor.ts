import { upgradePath } from '../../manifests/releases/upgrade-path';
import { installableVersions } from '../../values/cnpg/chart-versions';
import type { Procedure, Upgrade } from '../engine/change';
import { CHART_OF } from './installers';

/** An upgrade of the operator that skips a minor, as the commits that do not. */
export function minorByMinor({ product, object, from, to }: Upgrade): Procedure[] {
  if (product !== 'operator' || from === null || to === null) return [];
  const path = upgradePath(from, to, installableVersions(CHART_OF[product]));
  if (path.length < 2) return [];
  return [
    {
      object,
      reason: 'CloudNativePG is upgraded one minor after another',
      steps: path.map((version) => ({
        commit: `operator ${version}`,
        wait: `every Cluster is healthy, and all of its instances run ${version}`,
      })),
    },
  ];
}
