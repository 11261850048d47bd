import { Kind } from '../../kinds';
import { text } from '../../manifest';
import type { Transition } from '../transition';

/** Argo CD's protection against pruning. */
export const protection: Transition = {
  kinds: [Kind.CLUSTER, Kind.OBJECT_STORE, Kind.NAMESPACE, Kind.DATABASE, 'PersistentVolumeClaim'],
  paths: ['metadata.annotations'],
  judge({ path, before, after }) {
    if (path[2] !== 'argocd.argoproj.io/sync-options') return undefined;
    if (!/Prune=(false|confirm)/.test(text(before) ?? '') || /Prune=(false|confirm)/.test(text(after) ?? '')) {
      return undefined;
    }
    const reason =
      'the protection against pruning goes: from the next sync on, taking the object out of git deletes it, and the data with it';
    return { impact: 'none', reason };
  },
};
