import { cascades } from '../../manifests/argo/argo';
import { deletesWithItself, isSame } from '../../manifests/flux/flux';
import { identityOf, manifestName } from '../../manifests/object/identity';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, type Manifest, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import type { Verdict } from './change';
import { isFromElsewhere } from './moved-source';
import type { Moment } from './recoverability';

/**
 * What becomes of an object that leaves git: it stays as it is, or the words before what its deletion does, which may be one that nobody
 * can see from here.
 * @property isCascade - whether Argo CD deletes it with its Application, and not in a sync
 */
export type Fate =
  | { readonly stays: Verdict }
  | { readonly words: string; readonly isCascade?: boolean }
  | { readonly unread: string };

const ENGINES: readonly string[] = [Kind.FLUX_KUSTOMIZATION, Kind.APPLICATION, Kind.APPLICATION_SET];

/** By who is known to apply it; undefined where that is not known. */
export function fateOf(manifest: Manifest, moment: Moment, below: readonly Manifest[] = []): Fate | undefined {
  if (moment.copies?.has(manifest)) {
    return {
      unread:
        'nothing in the repository applied this copy, and it has one that is applied and stays: where this one is applied from elsewhere, ',
    };
  }
  const [was, is] = applierOn(manifest, moment.objects);
  // An engine may apply itself.
  if (was === undefined || was === manifest || below.includes(was)) return undefined;
  if (!ENGINES.includes(groupKindOf(was))) return undefined;
  if (is === undefined) return ofOrphan(was, moment, [...below, manifest]);
  const name = manifestName(was);
  if (groupKindOf(is) === Kind.APPLICATION_SET) {
    const policy = keepingPolicyOf(is);
    if (policy === undefined) return { words: `${name} no longer makes it, and deletes it: ` };
    const reason = `${name} deletes no Application (applicationsSync: ${policy}): it stays, and nothing changes it any more`;
    return { stays: { impact: 'none', reason } };
  }
  const [before, after] = [was, is].map(prunes);
  if (moment.pathless?.has(identityOf(is)) && (before || after)) {
    const later = 'When the folder is there without this object, the object is pruned';
    return { stays: { impact: 'ignored', reason: `${pathlessText(is)}. ${later}` } };
  }
  if ((before || after) && isFromElsewhere(was, is, moment.objects)) {
    return {
      unread: `${name} applies another repository from now on, which was not read: if that does not have this object, it is pruned, and `,
    };
  }
  if (after)
    return { words: moment.remaining?.has(manifest) ? `no longer applied by ${name}; it is pruned, and ` : '' };
  if (before)
    return { words: `no longer applied by ${name}, which may prune it before it reads that it no longer does: ` };
  return groupKindOf(is) === Kind.FLUX_KUSTOMIZATION
    ? { stays: { impact: 'none', reason: `${name} prunes nothing (prune: false): it stays, unmanaged from now on` } }
    : { words: `${name} prunes nothing by itself: the object remains until it is deleted by hand. Then ` };
}

/** Who applies an object, before and after. */
export function applierOn(manifest: Manifest, { before, after }: Moment['objects']): (Manifest | undefined)[] {
  const applier = (after.applierOf(manifest) ?? before.applierOf(manifest))?.manifest;
  if (applier === undefined) return [];
  const on = (index: Index) => index.all(groupKindOf(applier)).find((each) => isSame(applier, each));
  return [on(before) ?? applier, on(after)];
}

/** What the engine does of which the folder is not in the repository. */
export function pathlessText(applier: Manifest): string {
  const name = manifestName(applier);
  if (groupKindOf(applier) !== Kind.FLUX_KUSTOMIZATION) {
    const path = at(applier, 'spec.source.path');
    return `Argo CD fails with "app path does not exist" (${name}, ${path}): it applies and prunes nothing until the folder is there, and what it applied stays as it is`;
  }
  return `Flux fails with "path not found" (${name}, ${at(applier, 'spec.path')}): it applies and prunes nothing until the folder is there, and what it applied stays as it is`;
}

/** Whether who applied an object deletes it when it no longer has it. */
export function prunes(applier: Manifest): boolean {
  if (groupKindOf(applier) === Kind.APPLICATION_SET) return keepingPolicyOf(applier) === undefined;
  const path = groupKindOf(applier) === Kind.FLUX_KUSTOMIZATION ? 'spec.prune' : 'spec.syncPolicy.automated.prune';
  return at(applier, path) === true;
}

/** Who applied it leaves git as well: it may stay itself, and go on. */
function ofOrphan(applier: Manifest, moment: Moment, below: readonly Manifest[]): Fate {
  const name = manifestName(applier);
  const own = fateOf(applier, moment, below);
  const stay = (reason: string): Fate => ({ stays: { impact: 'none', reason } });
  if (own !== undefined && 'stays' in own)
    return stay(`${name}, which applied it, stays in the cluster, and so does it`);
  const why = deletesBy(applier);
  return why === undefined
    ? stay(`${name} leaves git, too, and deletes nothing of what it applied: it stays, unmanaged from now on`)
    : {
        words: `${name} leaves git, too, and deletes what it applied (${why}): `,
        isCascade: groupKindOf(applier) !== Kind.FLUX_KUSTOMIZATION,
      };
}

/** Why who leaves git deletes what it applied; undefined if it does not. */
function deletesBy(applier: Manifest): string | undefined {
  const kind = groupKindOf(applier);
  if (kind === Kind.FLUX_KUSTOMIZATION) return deletesWithItself(applier);
  if (kind === Kind.APPLICATION) return cascades(applier) ? 'its finalizer' : undefined;
  return keepingPolicyOf(applier) === undefined ? 'it owns its Applications' : undefined;
}

/** The policy by which an ApplicationSet deletes none of its Applications, not even when it is itself deleted. */
function keepingPolicyOf(set: Manifest): string | undefined {
  const policy = text(at(set, 'spec.syncPolicy.applicationsSync'));
  return policy === 'create-only' || policy === 'create-update' ? policy : undefined;
}
