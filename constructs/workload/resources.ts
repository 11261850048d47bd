import { aboveLimit, implausible, type QuantityOf, quantityKind } from '../../values/kubernetes/plausible-quantity';
import { Quantity, type QuantityInput } from '../../values/kubernetes/quantity';
import { InvalidValueError } from '../../values/text/invalid-value';
import { type Keys, nameProblem } from '../../values/text/keys';
import { compact } from '../base/overrides';

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

/**
 * One quantity in its canonical form, the one in which the API server stores it.
 * @throws InvalidValueError for an amount that nobody can mean, such as 512m of memory, with what was probably meant
 */
export function quantity(input: QuantityInput, of: QuantityOf | undefined, field: string): L1Quantity {
  return { value: amount(input, of, field).toString() };
}

/** The amount itself. @throws InvalidValueError as {@link quantity} does */
export function amount(input: QuantityInput, of: QuantityOf | undefined, field: string): Quantity {
  const text = String(input);
  const parsed = Quantity.parse(text);
  const problem = of && implausible(of, text, parsed);
  if (problem === undefined) return parsed;
  throw new InvalidValueError(`${field}: ${problem.says}; ${problem.meant} was probably meant`, text);
}

/** What Kubernetes itself counts; everything else has the name of a domain before a slash. */
const NATIVE = ['cpu', 'memory', 'ephemeral-storage'] as const;

function amounts(field: string, given: ResourceAmounts = {}): ReadonlyMap<string, Quantity> {
  const defined = Object.entries(given).filter((entry): entry is [string, QuantityInput] => entry[1] !== undefined);
  const own = Object.fromEntries(defined.filter(([name]) => !name.includes('/') && !name.startsWith('hugepages-')));
  const unknown = nameProblem(own, NATIVE, field);
  if (unknown !== undefined) throw new InvalidValueError(unknown.message, unknown.word);
  return new Map(defined.map(([name, input]) => [name, amount(input, quantityKind(name), `${field}.${name}`)]));
}

function rendered(given: ReadonlyMap<string, Quantity>): Record<string, L1Quantity> | undefined {
  return compact(Object.fromEntries([...given].map(([name, each]) => [name, { value: each.toString() }])));
}

/**
 * Resources as the generated classes take them.
 * @throws InvalidValueError for a resource that does not exist, an amount that nobody can mean, and a request above its limit
 */
export function renderResources(
  resources: Resources | undefined,
): { requests?: Record<string, L1Quantity>; limits?: Record<string, L1Quantity> } | undefined {
  if (resources === undefined) return undefined;
  const requests = amounts('resources.requests', resources.requests);
  const limits = amounts('resources.limits', resources.limits);
  for (const [name, request] of requests) {
    const limit = limits.get(name);
    const problem = limit && aboveLimit(request, limit);
    if (problem !== undefined)
      throw new InvalidValueError(`resources: ${name} ${problem}; lower the request, or raise the limit`);
  }
  return compact({ requests: rendered(requests), limits: rendered(limits) });
}
