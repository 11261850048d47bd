import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import type { Transition } from '../engine/transition';

/** Slots of the replicas. Their prefix can change only while they are disabled. */
export const slots: Transition = {
  kinds: [Kind.CLUSTER],
  paths: ['spec.replicationSlots.highAvailability.slotPrefix'],
  judge(_difference, { before }) {
    if (at(before, 'spec.replicationSlots.highAvailability.enabled') !== false) return undefined;
    return { impact: 'none', reason: 'the slots are disabled; the prefix applies when they are enabled' };
  },
};
