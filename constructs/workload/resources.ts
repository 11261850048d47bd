import type { Keys } from '../../values/keys';
import { Quantity, type QuantityInput } from '../../values/quantity';
import { compact } from '../overrides';

/** Amounts by resource name: `cpu`, `memory`, `ephemeral-storage`, `hugepages-2Mi` and extended resources. */
export interface ResourceAmounts {
  /** Cores: `2`, `500m`. @default - none is set */
  readonly cpu?: QuantityInput;
  /** Bytes: `4Gi`. @default - none is set */
  readonly memory?: QuantityInput;
  readonly [resource: string]: QuantityInput | undefined;
}

/**
 * What a container is promised and what it may use at most. Requests that equal limits make the pod Guaranteed, which CNPG recommends
 * for PostgreSQL: it is then evicted and killed last.
 * @see https://cloudnative-pg.io/documentation/1.28/resource_management/
 */
export interface Resources {
  /**
   * What the scheduler sets aside.
   * @default - nothing is set aside
   */
  readonly requests?: ResourceAmounts;
  /**
   * The most it may use; memory above it kills the container.
   * @default - no limit
   */
  readonly limits?: ResourceAmounts;
}

/** Keys of {@link Resources}; names of resources are free. */
export const RESOURCES_KEYS: Keys<Resources> = { requests: true, limits: true };

/** Resources of a workload that shares its node with databases: memory is limited, CPU may be. */
export interface WorkloadResources extends Resources {
  readonly limits: ResourceAmounts & { readonly memory: QuantityInput };
}

/** The form in which generated classes take quantities. */
interface L1Quantity {
  readonly value: string;
}

/** One quantity in its canonical form, the one in which the API server stores it. */
export function quantity(input: QuantityInput): L1Quantity {
  return { value: Quantity.parse(String(input)).toString() };
}

function amounts(given: ResourceAmounts | undefined): Record<string, L1Quantity> | undefined {
  if (given === undefined) return undefined;
  const defined = Object.entries(given).filter((entry): entry is [string, QuantityInput] => entry[1] !== undefined);
  return compact(Object.fromEntries(defined.map(([name, amount]) => [name, quantity(amount)])));
}

/** Resources as the generated classes take them. */
export function renderResources(
  resources: Resources | undefined,
): { requests?: Record<string, L1Quantity>; limits?: Record<string, L1Quantity> } | undefined {
  if (resources === undefined) return undefined;
  return compact({ requests: amounts(resources.requests), limits: amounts(resources.limits) });
}
