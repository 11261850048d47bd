import { Kind } from '../../manifests/object/kinds';
import { record } from '../../manifests/object/manifest';
import { isAt, isBelow } from '../engine/path';
import type { Transition } from '../engine/transition';

/** Roles and Services that CNPG makes for a Cluster. */
export const managed: Transition = {
  kinds: [Kind.CLUSTER],
  paths: ['spec.managed.roles', 'spec.managed.services'],
  judge({ path, before, after }) {
    if (isBelow(path, 'spec.managed.services.disabledDefaultServices')) {
      return after === undefined ? { impact: 'none', reason: 'a default Service is created again' } : undefined;
    }
    if (isBelow(path, 'spec.managed.services')) {
      if (after !== undefined) return undefined;
      return {
        impact: 'outage',
        reason: 'a Service is deleted, and everything that connects to it by name is cut off',
      };
    }
    if (isAt(path, 'spec.managed.roles.[].ensure') || (isAt(path, 'spec.managed.roles.[]') && after !== undefined)) {
      const ensure = typeof after === 'string' ? after : record(after).ensure;
      if (ensure !== 'absent') return { impact: 'none', reason: 'CREATE ROLE, without interruption' };
      const reason =
        'DROP ROLE: clients can no longer log in with it; PostgreSQL refuses while the role owns objects, and CNPG then reports it as not reconcilable';
      return { impact: 'outage', reason };
    }
    if (isAt(path, 'spec.managed.roles.[]') && before !== undefined) {
      return { impact: 'none', reason: 'the role remains unchanged in PostgreSQL, and CNPG no longer manages it' };
    }
    if (path.includes('passwordSecret')) {
      return { impact: 'none', reason: 'the password is set from another secret; existing sessions remain' };
    }
    return undefined;
  },
};
