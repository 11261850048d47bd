import { passwordGeneratorsOf } from '../../manifests/kubernetes/rotation';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import type { Transition } from '../engine/transition';

/** External Secrets refreshes on every change of the object, including labels and annotations, and each refresh makes another password. */
export const rotation: Transition = {
  kinds: [Kind.EXTERNAL_SECRET],
  paths: ['metadata', 'spec'],
  judge(_, { after }) {
    if (passwordGeneratorsOf(after).length === 0 || at(after, 'spec.refreshPolicy') === 'CreatedOnce') return undefined;
    return {
      impact: 'reload',
      reason:
        'External Secrets generates another password immediately, whatever changed: existing connections remain, new ones may be refused for up to two minutes, until the role and the mounted files have it (docs/rotation.md)',
    };
  },
};
