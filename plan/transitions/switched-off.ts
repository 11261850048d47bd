import { Kind } from '../../manifests/object/kinds';
import { FENCING_ANNOTATION, HIBERNATION_ANNOTATION, RECONCILIATION_ANNOTATION } from '../../values/cnpg/cnpg-metadata';
import type { Transition } from '../engine/transition';

/** Annotations that hibernate or fence a Cluster, or stop its reconciliation by CNPG. */
export const switchedOff: Transition = {
  kinds: [Kind.CLUSTER],
  paths: ['metadata.annotations'],
  judge({ path, after }) {
    const annotation = path[2];
    if (annotation === HIBERNATION_ANNOTATION) {
      if (after === 'on')
        return { impact: 'outage', reason: 'hibernated: all pods are deleted, and the volumes remain' };
      return { impact: 'none', reason: 'no longer hibernated: the pods are recreated from the volumes' };
    }
    if (annotation === FENCING_ANNOTATION) {
      if (after === undefined || after === '[]') {
        return { impact: 'none', reason: 'no instance is fenced any more: PostgreSQL starts again in all of them' };
      }
      const reason = `PostgreSQL stops in ${after === '["*"]' ? 'all instances' : String(after)}, the pods remain; if the primary is among them there are no writes, and no failover`;
      return { impact: 'outage', reason };
    }
    if (annotation === RECONCILIATION_ANNOTATION && after !== 'disabled') {
      return { impact: 'none', reason: 'CNPG reconciles this cluster again, and applies the pending changes' };
    }
    return undefined;
  },
};
