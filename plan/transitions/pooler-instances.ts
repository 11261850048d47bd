import { Kind } from '../../manifests/object/kinds';
import { isAt } from '../engine/path';
import { budgetOf } from '../engine/pooler-budget';
import type { Transition } from '../engine/transition';

/** A paused pooler holds its clients back until it is resumed. A pooler with more instances takes more connections. */
export const pooler: Transition = {
  kinds: [Kind.POOLER],
  paths: ['spec.pgbouncer.paused', 'spec.instances'],
  judge({ path, before, after }, { namespace, name, objects }) {
    if (isAt(path, 'spec.instances')) {
      const now = objects.after.get(Kind.POOLER, namespace, name);
      if (now === undefined || Number(before) > Number(after)) return undefined;
      return { impact: 'reload', reason: `PgBouncer pods are added: together ${budgetOf(now, objects.after)}` };
    }
    if (after === true) return undefined;
    return { impact: 'none', reason: 'the pooler is resumed: waiting clients continue' };
  },
};
