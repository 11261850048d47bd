import { selects } from '../drills/selector';
import { at, list, record, text } from '../object/manifest';

/** How the pods of a Deployment are kept from being lost together. */
export interface Redundancy {
  readonly replicas: number;
  /** Topology keys that no two pods may share. A pod that would share one stays pending. */
  readonly apartBy: readonly string[];
  /** Those, and topology keys that no two pods share if there is a choice. On a single node the pods run together. */
  readonly spreadBy: readonly string[];
}

/**
 * `affinity` and `topologySpreadConstraints` have the same shape in a pod's spec and in the values of the charts. Both count the pods that
 * their selector selects, and none without one.
 * @param labels - of the pods, as far as they are known: what selects by others may select them, or not
 */
export function redundancyOf(
  replicas: unknown,
  placement: unknown,
  labels: Readonly<Record<string, string>>,
): Redundancy {
  const required = list(at(placement, 'affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution'))
    .map(record)
    .filter(hasSelector);
  const spread = list(at(placement, 'topologySpreadConstraints'))
    .map(record)
    .filter(({ whenUnsatisfiable, maxSkew }) => whenUnsatisfiable === 'DoNotSchedule' && maxSkew === 1)
    .filter(hasSelector);
  const two = spread.filter(({ minDomains }) => typeof minDomains === 'number' && minDomains >= 2);
  return {
    replicas: typeof replicas === 'number' ? replicas : 1,
    apartBy: keysOf([...required, ...two].filter(({ labelSelector }) => selects(labelSelector, labels))),
    spreadBy: keysOf([...required, ...spread].filter(({ labelSelector }) => maySelect(labelSelector, labels))),
  };
}

/** Labels that the charts of CNPG give to the pods of a release. */
export function chartLabels(chart: string, release: string | undefined): Readonly<Record<string, string>> {
  return {
    'app.kubernetes.io/name': chart,
    ...(release !== undefined && { 'app.kubernetes.io/instance': release }),
  };
}

/** Whether nothing that is known of the pods speaks against it. */
function maySelect(selector: unknown, labels: Readonly<Record<string, string>>): boolean {
  const known = Object.entries(record(record(selector).matchLabels)).filter(([key]) => labels[key] !== undefined);
  return selects({ matchLabels: Object.fromEntries(known) }, labels);
}

function hasSelector({ labelSelector }: Readonly<Record<string, unknown>>): boolean {
  return labelSelector !== undefined && labelSelector !== null;
}

function keysOf(terms: readonly unknown[]): string[] {
  return terms.flatMap((term) => text(record(term).topologyKey) ?? []);
}
