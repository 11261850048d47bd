import { at, list, record, text } from '../object/manifest';

/** How the pods of a Deployment are kept from being lost together. */
export interface Redundancy {
  readonly replicas: number;
  /** Labels of nodes by which no two of its pods share one: they rather stay pending. */
  readonly apartBy: readonly string[];
  /** Labels by which no two share one where there are two to choose from: on a single node they run together. */
  readonly spreadBy: readonly string[];
}

/** `affinity` and `topologySpreadConstraints` have the same shape in a pod's spec and in the values of the charts. */
export function redundancyOf(replicas: unknown, placement: unknown): Redundancy {
  const required = list(at(placement, 'affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution'));
  const spread = list(at(placement, 'topologySpreadConstraints'))
    .map(record)
    .filter(({ whenUnsatisfiable, maxSkew }) => whenUnsatisfiable === 'DoNotSchedule' && maxSkew === 1);
  const two = spread.filter(({ minDomains }) => typeof minDomains === 'number' && minDomains >= 2);
  return {
    replicas: typeof replicas === 'number' ? replicas : 1,
    apartBy: keysOf([...required, ...two]),
    spreadBy: keysOf(spread),
  };
}

function keysOf(terms: readonly unknown[]): string[] {
  return terms.flatMap((term) => text(record(term).topologyKey) ?? []);
}
