import { Kind } from '../../kinds';
import type { Transition } from '../transition';

/** A pooler that is paused holds its clients back, and lets them on when it is resumed. */
export const pooler: Transition = {
  kinds: [Kind.POOLER],
  paths: ['spec.pgbouncer.paused'],
  judge({ after }) {
    if (after === true) return undefined;
    return { impact: 'none', reason: 'the pooler is resumed: clients that waited go on' };
  },
};
