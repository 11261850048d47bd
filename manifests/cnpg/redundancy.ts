import { at, list, record, text } from '../object/manifest';

/** How the pods of a Deployment are kept from being lost together. */
export interface Redundancy {
  readonly replicas: number;
  /** Topology keys that no two pods may share. A pod that would share one stays pending. */
  readonly apartBy: readonly string[];
  /** Topology keys that no two pods share if there is a choice. On a single node the pods run together. */
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
