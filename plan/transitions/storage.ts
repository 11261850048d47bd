import { Kind } from '../../manifests/object/kinds';
import { at, type Manifest, text } from '../../manifests/object/manifest';
import { VALIDATION_ANNOTATION } from '../../values/cnpg/cnpg-metadata';
import { Quantity } from '../../values/kubernetes/quantity';
import { attempt } from '../../values/text/invalid-value';
import type { Verdict } from '../engine/change';
import { isAt } from '../engine/path';
import type { Transition } from '../engine/transition';

/** Volumes that are added, removed, grown or shrunk. */
export const storage: Transition = {
  kinds: [Kind.CLUSTER, 'PersistentVolumeClaim'],
  paths: ['spec.storage', 'spec.walStorage', 'spec.tablespaces', 'spec.resources.requests.storage'],
  judge({ path, before, after }, context) {
    if (path.at(-1) === 'size' || path[1] === 'resources') {
      const inPlace = at(context.after, `spec.${path[1]}.resizeInUseVolumes`) !== false;
      return resized(before, after, inPlace, isValidated(context.after));
    }
    if (isAt(path, 'spec.walStorage')) return wholeVolume(before, 'a volume for WAL', 'WAL moves there');
    if (isAt(path, 'spec.tablespaces') || isAt(path, 'spec.tablespaces.[]'))
      return wholeVolume(before, 'a tablespace', 'nothing moves there automatically');
    return undefined;
  },
};

function wholeVolume(before: unknown, what: string, content: string): Verdict {
  if (before === undefined) {
    const reason = `${what} is added to each instance: all pods are recreated with it, and ${content}`;
    return { impact: 'rolling-update', reason };
  }
  return { impact: 'rejected', reason: `${what} cannot be removed; move to a new cluster without it` };
}

function isValidated({ metadata }: Manifest): boolean {
  return text(metadata.annotations?.[VALIDATION_ANNOTATION]) !== 'disabled';
}

function resized(before: unknown, after: unknown, inPlace: boolean, isRefused: boolean): Verdict | undefined {
  const [from, to] = [before, after].map((size) => attempt(() => Quantity.parse(String(size))));
  if (from === undefined || to === undefined) return undefined;
  if (to.compareTo(from) < 0) {
    if (!isRefused) return { impact: 'ignored', reason: `volumes never shrink: they remain at ${from}` };
    return { impact: 'rejected', reason: `volumes never shrink, but this changes from ${from} to ${to}; keep ${from}` };
  }
  if (!inPlace) {
    const reason = `volumes in use remain at ${from} (resizeInUseVolumes: false); only new ones have ${to}. Delete the replicas one by one with their volumes, and switch over`;
    return { impact: 'ignored', reason };
  }
  const reason = `grows from ${from} to ${to} in place, if the storage class supports expansion; it can never shrink again`;
  return { impact: 'none', reason };
}
