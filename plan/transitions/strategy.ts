import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import type { Transition } from '../engine/transition';

/**
 * From RollingUpdate to Recreate. The server fills in `rollingUpdate` by default. Server-side apply removes only fields of the same
 * manager, and Recreate must not have this field.
 */
export const strategy: Transition = {
  kinds: [Kind.DEPLOYMENT],
  paths: ['spec.strategy.type'],
  judge({ after }, { objects, namespace, name }) {
    const written = at(objects.before.get(Kind.DEPLOYMENT, namespace, name), 'spec.strategy.rollingUpdate');
    if (after !== 'Recreate' || written !== undefined) return undefined;
    const reason = 'the API server keeps the rollingUpdate that it filled in, and refuses it together with Recreate';
    return { impact: 'rejected', reason: `${reason}; set it explicitly in one commit and change the type in the next` };
  },
};
