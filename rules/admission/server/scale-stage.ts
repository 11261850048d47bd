import type { Json } from '../../../manifests/object/json';
import { at } from '../../../manifests/object/manifest';
import type { KnownKind } from './facts';
import type { OnProblem } from './structure-stage';

const MOST_REPLICAS = 2 ** 31 - 1;

/** Kinds that `kubectl scale` can change have additional bounds on the number of replicas. */
export function checkScale(object: Json, { scalePath }: KnownKind, report: OnProblem): void {
  const replicas = scalePath === undefined ? undefined : at(object, scalePath);
  if (scalePath === undefined || typeof replicas !== 'number' || (replicas >= 0 && replicas <= MOST_REPLICAS)) return;
  const message = `is ${replicas}, allowed: 0 to ${MOST_REPLICAS}`;
  report(scalePath, { rule: 'schema-range', message, fix: 'write a number of instances that the cluster can run' });
}
