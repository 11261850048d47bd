import { Kind } from '../../manifests/object/kinds';
import { text } from '../../manifests/object/manifest';
import { rollingUpdateOf } from '../engine/rollout';
import type { Transition } from '../engine/transition';

const OPERATOR_IMAGE = /\/cloudnative-pg:/;

/** The operator installed from its release manifest, without a chart. Patch releases without a chart are only installed this way. */
export const operator: Transition = {
  kinds: [Kind.DEPLOYMENT],
  paths: ['spec.template.spec.containers'],
  judge({ path, before, after }, { objects }) {
    const image = text(after) ?? '';
    if (path.at(-1) !== 'image' || !OPERATOR_IMAGE.test(image)) return undefined;
    const cause = `the operator changes from ${before} to ${after} and updates the instance manager in every pod`;
    return rollingUpdateOf(objects.after.all(Kind.CLUSTER), cause);
  },
};
