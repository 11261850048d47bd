import { POD_KINDS } from '../../manifests/kubernetes/pod-security';
import { secretReferencesOf } from '../../manifests/kubernetes/secret-references';
import { manifestName } from '../../manifests/object/identity';
import { Kind } from '../../manifests/object/kinds';
import { at, list, namespaceOf, record, text } from '../../manifests/object/manifest';
import type { Verdict } from '../engine/change';
import { isAt, isBelow } from '../engine/path';
import { handoverOf } from '../engine/role-handover';
import type { Transition, TransitionContext } from '../engine/transition';

/** Roles, including the superuser, and Services that CNPG creates for a Cluster. */
export const managed: Transition = {
  kinds: [Kind.CLUSTER],
  paths: ['spec.managed.roles', 'spec.managed.services', 'spec.enableSuperuserAccess'],
  judge({ path, before, after }, context) {
    if (isBelow(path, 'spec.enableSuperuserAccess')) {
      const reason =
        'the superuser postgres gets a password, in a Secret of the cluster, and whoever has it may log in; no process restarts';
      return after === true ? { impact: 'none', reason } : superuserOff(context);
    }
    if (isBelow(path, 'spec.managed.services.disabledDefaultServices')) {
      return after === undefined ? { impact: 'none', reason: 'a default Service is created again' } : undefined;
    }
    if (isBelow(path, 'spec.managed.services')) {
      if (after !== undefined) return undefined;
      const heir = isAt(path, 'spec.managed.services.additional.[]') ? heirOf(before, context) : undefined;
      const reason =
        heir === undefined
          ? 'a Service is deleted, and everything that connects to it by name is cut off'
          : `the Service is deleted, and Cluster ${heir} creates it again: everything that connects to it by name is cut off once, and reaches ${heir} after that`;
      return { impact: 'outage', reason };
    }
    const handover =
      isAt(path, 'spec.managed.roles.[]') && after === undefined ? handoverOf(before, context) : undefined;
    if (handover !== undefined) return handover;
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

function superuserOff({ before, after, namespace, name, objects }: TransitionContext): Verdict {
  const given = text(at(before, 'spec.superuserSecret.name')) ?? text(at(after, 'spec.superuserSecret.name'));
  const secret = given ?? `${name}-superuser`;
  const readers = POD_KINDS.flatMap((kind) => objects.after.all(kind))
    .filter((each) => namespaceOf(each) === namespace)
    .filter((each) => secretReferencesOf(each).some((reference) => reference.name === secret));
  const known = readers.length > 0 ? `: ${readers.map(manifestName).join(', ')}` : '';
  const gone = given === undefined ? `, and its Secret ${secret} is deleted` : '';
  return {
    impact: 'outage',
    reason: `the superuser postgres loses its password${gone}: whoever logs in with it is refused from then on${known}; sessions remain, and no process restarts`,
  };
}

/** The Cluster that declares the same Service from now on, as in a cut-over. */
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
