import { Kind } from '../../manifests/object/kinds';
import { at, list, namespaceOf, record } from '../../manifests/object/manifest';
import { isAt, isBelow } from '../engine/path';
import type { Transition, TransitionContext } from '../engine/transition';

/** Roles, the superuser among them, and Services that CNPG makes for a Cluster. */
export const managed: Transition = {
  kinds: [Kind.CLUSTER],
  paths: ['spec.managed.roles', 'spec.managed.services', 'spec.enableSuperuserAccess'],
  judge({ path, before, after }, context) {
    if (isBelow(path, 'spec.enableSuperuserAccess')) {
      const reason =
        after === true
          ? 'the superuser postgres gets a password, in a Secret of the cluster, and whoever has it may log in; no process restarts'
          : 'the superuser postgres loses its password: whoever logs in with it is refused from then on; no process restarts';
      return { impact: 'none', reason };
    }
    if (isBelow(path, 'spec.managed.services.disabledDefaultServices')) {
      return after === undefined ? { impact: 'none', reason: 'a default Service comes back' } : undefined;
    }
    if (isBelow(path, 'spec.managed.services')) {
      if (after !== undefined) return undefined;
      const heir = isAt(path, 'spec.managed.services.additional.[]') ? heirOf(before, context) : undefined;
      if (heir !== undefined) {
        const reason = `the Service goes, and Cluster ${heir} makes it again: what connects by its name is cut off once, and reaches ${heir} from then on`;
        return { impact: 'outage', reason };
      }
      return { impact: 'outage', reason: 'a Service goes, and with it everything that connects by its name' };
    }
    if (isAt(path, 'spec.managed.roles.[].ensure') || (isAt(path, 'spec.managed.roles.[]') && after !== undefined)) {
      const ensure = typeof after === 'string' ? after : record(after).ensure;
      if (ensure !== 'absent') return { impact: 'none', reason: 'CREATE ROLE, while everything runs' };
      const reason =
        'DROP ROLE: whoever logs in as it no longer can; PostgreSQL refuses while the role owns objects, and CNPG then reports it as not reconcilable';
      return { impact: 'outage', reason };
    }
    if (isAt(path, 'spec.managed.roles.[]') && before !== undefined) {
      return { impact: 'none', reason: 'the role stays in PostgreSQL as it is, and CNPG no longer manages it' };
    }
    if (path.includes('passwordSecret')) {
      return { impact: 'none', reason: 'the password is set from another secret; sessions that are there stay' };
    }
    return undefined;
  },
};

/** The Cluster that declares the same Service from now on, as at a cut-over. */
function heirOf(service: unknown, { namespace, objects }: TransitionContext): string | undefined {
  const name = nameOf(service);
  const heir = objects.after
    .all(Kind.CLUSTER)
    .filter((cluster) => namespaceOf(cluster) === namespace)
    .find((cluster) => list(at(cluster, 'spec.managed.services.additional')).some((other) => nameOf(other) === name));
  return heir?.metadata.name;
}

function nameOf(service: unknown): unknown {
  return at(service, 'serviceTemplate.metadata.name');
}
