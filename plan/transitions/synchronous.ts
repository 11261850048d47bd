import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import type { Transition } from '../engine/transition';

/** @see https://cloudnative-pg.io/documentation/1.28/replication/#synchronous-replication */
export const synchronous: Transition = {
  kinds: [Kind.CLUSTER],
  paths: ['spec.postgresql.synchronous'],
  judge(_difference, { after }) {
    const [number, durability] = ['number', 'dataDurability'].map((field) =>
      at(after, `spec.postgresql.synchronous.${field}`),
    );
    if (number === undefined) {
      return { impact: 'reload', reason: 'commits no longer wait for a standby: a failover may lose the last ones' };
    }
    const without =
      durability === 'preferred'
        ? 'while there are fewer standbys they do not wait, and a failover may lose them'
        : 'while there are fewer standbys all writes wait';
    return { impact: 'reload', reason: `commits wait for ${number} standby${number === 1 ? '' : 's'}; ${without}` };
  },
};
