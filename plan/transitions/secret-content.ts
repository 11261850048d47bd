import { Kind } from '../../manifests/object/kinds';
import { groupKindOf } from '../../manifests/object/manifest';
import { otherSecret } from '../engine/dependents';
import type { Transition } from '../engine/transition';

/** Other values of a Secret that a database reads, or that decide what a database is. What they are is in no manifest, or not readable. */
export const secretContent: Transition = {
  kinds: [Kind.SECRET, Kind.EXTERNAL_SECRET, Kind.SEALED_SECRET],
  paths: ['data', 'stringData', 'spec'],
  judge(_, { after, namespace, name, objects }) {
    const maker = objects.after.get(groupKindOf(after), namespace, name);
    return maker && otherSecret(maker, objects);
  },
};
