import { Quantity } from './quantity';

const PARTS = /^([0-9]*\.?[0-9]+|[0-9]+\.)([KMGTPE]i|[numkMGTPE])?$/;
const LEAST = { memory: Quantity.parse('1Mi'), storage: Quantity.parse('1Mi'), scratch: Quantity.parse('1Ki') };
/** More than any machine has. */
const MOST_CORES = Quantity.parse('4k');
const NOTHING = Quantity.parse('0');

/**
 * What a quantity is of: Kubernetes reads all alike, so that a suffix of one means something else with the other. Scratch space may be small:
 * an emptyDir for a socket or a token, a claim on a volume that is there already.
 */
export type QuantityOf = 'cpu' | 'memory' | 'storage' | 'scratch';

/** What the name of a resource is of; undefined for those that are counted in units of their own. */
export function quantityKind(resource: string): QuantityOf | undefined {
  if (resource === 'cpu' || resource === 'memory') return resource;
  if (resource === 'ephemeral-storage') return 'scratch';
  return resource === 'storage' ? 'storage' : undefined;
}

/** What is wrong with an amount that nobody can mean, and what was probably meant. */
export interface Implausible {
  /** What it says: `512m of memory is 0.512 bytes`. */
  readonly says: string;
  readonly meant: string;
}

/**
 * An amount that is a quantity and no sensible one: memory or storage below one mebibyte, which nothing runs in, scratch space below one
 * kibibyte, or more cores than any machine has. Zero and invalid quantities are not checked here.
 */
export function implausible(of: QuantityOf, text: string, quantity: Quantity): Implausible | undefined {
  const [, number = '', suffix = ''] = PARTS.exec(text.trim()) ?? [];
  if (number === '' || quantity.compareTo(NOTHING) <= 0) return undefined;
  if (of === 'cpu') return quantity.compareTo(MOST_CORES) > 0 ? cores(text, number, suffix, quantity) : undefined;
  if (quantity.compareTo(LEAST[of]) >= 0) return undefined;
  const bytes = suffix === 'm' && Number(number) < 1e6 ? `${Number(number) / 1000}` : `${quantity.value}`;
  const isLarge = of === 'memory' ? Number(number) < 64 : suffix === '';
  return {
    says: `${text} of ${of === 'scratch' ? 'storage' : of} is ${bytes} bytes`,
    meant: `${number}${isLarge ? 'Gi' : 'Mi'}`,
  };
}

function cores(text: string, number: string, suffix: string, quantity: Quantity): Implausible {
  const says = `${text} of cpu is ${quantity.value} cores`;
  const few = Number(number) < 64 && suffix !== '';
  return { says, meant: few && /^\d+$/.test(number) ? `${number} or ${number}000m` : `${number}m` };
}

/** Why a limit and a request cannot stand together, as the end of a sentence about the resource. */
export function aboveLimit(request: Quantity, limit: Quantity): string | undefined {
  return request.compareTo(limit) <= 0
    ? undefined
    : `requests ${request} and has a limit of ${limit}: Kubernetes refuses a pod with a request above its limit`;
}
