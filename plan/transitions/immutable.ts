import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import type { Transition } from '../engine/transition';

/** Immutable Secrets and ConfigMaps: the server accepts neither other content nor the removal of `immutable`. */
export const immutable: Transition = {
  kinds: [Kind.CONFIG_MAP, Kind.SECRET],
  paths: ['data', 'binaryData', 'stringData', 'immutable'],
  judge(_, { before }) {
    if (at(before, 'immutable') !== true) return undefined;
    const reason = 'it is immutable: create another one with another name, and point its readers to that one';
    return { impact: 'rejected', reason };
  },
};
