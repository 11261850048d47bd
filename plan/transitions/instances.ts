import { Kind } from '../../manifests/object/kinds';
import type { Transition } from '../engine/transition';

/** @see https://cloudnative-pg.io/documentation/1.28/replication/ */
export const instances: Transition = {
  kinds: [Kind.CLUSTER],
  paths: ['spec.instances'],
  judge({ before, after }) {
    if (typeof before !== 'number' || typeof after !== 'number') return undefined;
    if (after > before) {
      const many = after - before;
      const [are, they] = many === 1 ? ['is', 'it'] : ['are', 'they'];
      const reason = `${counted(many, 'replica')} ${are} copied from the primary, a full base backup each, to new volumes: this loads its disk and network while clients work, and replication slots keep WAL until ${they} ${are} attached. Nothing restarts`;
      return { impact: 'reload', reason };
    }
    const count = before - after;
    const alone = after === 1 ? ': one instance is left, with nothing to fail over to' : '';
    const reason = `the ${count === 1 ? 'newest replica' : `${count} newest replicas`} and the volumes of ${count === 1 ? 'it' : 'them'} are deleted; the primary is never among them, and the data remains on the other instances${alone}. Connections to a deleted replica end`;
    return { impact: 'none', reason };
  },
};

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
