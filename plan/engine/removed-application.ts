import { cascades } from '../../manifests/argo/argo';
import { Kind } from '../../manifests/object/kinds';
import type { Manifest } from '../../manifests/object/manifest';
import { clustersAppliedBy } from './applied-clusters';
import type { Verdict } from './change';
import { keptFromCascade } from './keepers';
import { namesOf } from './object-names';
import type { Moment } from './recoverability';

/** What an Application that goes takes with it. */
export function removedApplication(manifest: Manifest, { objects }: Moment): Verdict {
  if (cascades(manifest)) {
    const own = clustersAppliedBy(manifest, objects.before);
    const spared = own.filter((each) => keptFromCascade(each) !== '');
    const lost = own.filter((each) => !spared.includes(each));
    const kept = lost.filter(({ metadata: { name, namespace } }) =>
      objects.after.get(Kind.CLUSTER, namespace ?? '', String(name)),
    );
    const unless =
      kept.length === 0 ? '' : `: ${namesOf(kept)}, too, unless who applies it now has taken it over by then`;
    const named = lost.length === 0 ? '' : ` (${namesOf(lost)})`;
    const databases = own.length > 0 && lost.length === 0 ? '' : `, databases included${named}${unless}`;
    const but = spared.length === 0 ? '' : `; of ${namesOf(spared)} see there`;
    return {
      impact: 'data-loss',
      reason: `its finalizer deletes everything that the Application created${databases}${but}`,
    };
  }
  return { impact: 'none', reason: 'what the Application created remains, and is no longer synced with git' };
}
