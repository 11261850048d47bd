import { cascades } from '../../manifests/argo/argo';
import { deletesWithItself, unprunedSwitchOf } from '../../manifests/flux/flux';
import { isKeptByHelm } from '../../manifests/helm/kept';
import { Kind } from '../../manifests/object/kinds';
import type { Manifest } from '../../manifests/object/manifest';
import { clustersAppliedBy, isOfChart } from './applied-clusters';
import type { Verdict } from './change';
import { keptFromCascade } from './keepers';
import { namesOf } from './object-names';
import type { Moment } from './recoverability';

/** What an Application that goes takes with it. */
export function removedApplication(manifest: Manifest, moment: Moment): Verdict {
  if (!cascades(manifest)) {
    return { impact: 'none', reason: 'what the Application created remains, and is no longer synced with git' };
  }
  const databases = withDatabases(manifest, moment, (cluster) => keptFromCascade(cluster) !== '');
  return {
    impact: 'data-loss',
    reason: `its finalizer deletes everything that the Application created${databases}`,
  };
}

/** What a Kustomization of Flux that goes takes with it. */
export function removedKustomization(manifest: Manifest, moment: Moment): Verdict {
  const why = deletesWithItself(manifest);
  if (why === undefined) {
    return { impact: 'none', reason: 'what it applied remains, and is no longer reconciled with git' };
  }
  const isSpared = (cluster: Manifest) =>
    unprunedSwitchOf(cluster) !== undefined || (isOfChart(cluster, moment.objects.before) && isKeptByHelm(cluster));
  const databases = withDatabases(manifest, moment, isSpared);
  return { impact: 'data-loss', reason: `Flux deletes everything that it applied (${why})${databases}` };
}

/** Which databases go with it, as far as they are known, and which are protected. */
function withDatabases(applier: Manifest, { objects }: Moment, isSpared: (cluster: Manifest) => boolean): string {
  const own = clustersAppliedBy(applier, objects.before);
  const spared = own.filter(isSpared);
  const lost = own.filter((each) => !spared.includes(each));
  const kept = lost.filter(({ metadata: { name, namespace } }) =>
    objects.after.get(Kind.CLUSTER, namespace ?? '', String(name)),
  );
  const named = lost.length === 0 ? '' : ` (${namesOf(lost)})`;
  const unless =
    kept.length === 0 ? '' : `: ${namesOf(kept)}, too, unless who applies it now has taken it over by then`;
  const databases = own.length > 0 && lost.length === 0 ? '' : `, databases included${named}${unless}`;
  return `${databases}${spared.length === 0 ? '' : `, but not ${namesOf(spared)}, protected from that`}`;
}
