import { Kind } from '../../manifests/object/kinds';
import type { Transition } from '../engine/transition';

/** Whether Flux applies anything: what is committed while it does not waits for the day on which it does again. */
export const suspension: Transition = {
  kinds: [Kind.FLUX_KUSTOMIZATION, Kind.HELM_RELEASE],
  paths: ['spec.suspend'],
  judge({ before, after }) {
    if (after === true) {
      return {
        impact: 'none',
        reason:
          'Flux applies nothing of it while it is suspended: what changes in git meanwhile happens when it is resumed',
      };
    }
    if (before !== true) return { impact: 'none', reason: 'Flux applies it, as before' };
    return {
      impact: 'unknown',
      reason: 'Flux resumes: what has changed in git since it was suspended happens now, and not only this change',
    };
  },
};
