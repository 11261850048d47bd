import { isObject, type Json, put } from '../../../manifests/object/json';
import { parseGoTime } from '../../../values/time/date-time';
import type { Path } from '../path';
import { quantityText } from '../webhook/quantity';
import type { KnownKind } from './facts';
import { durationOf, isDuration } from './go-decode';
import type { Node } from './node';
import { WITHOUT_ZERO, ZERO_VALUES } from './zero-values';

type Fill = readonly [key: string, value: unknown];

/** The `spec` of a kind in a release. */
interface Spec {
  readonly node: Node;
  readonly extra: ReadonlyMap<string, unknown>;
}

const NOTHING: ReadonlyMap<string, unknown> = new Map();
const fills = new WeakMap<Node, readonly Fill[]>();

/** Decodes `spec` as CNPG's Go types do and encodes it again, in place: zero values are added, quantities become canonical. */
export function fillLikeGo(object: Json, { kind, root }: KnownKind): void {
  const node = root.properties.get('spec');
  if (node === undefined) return;
  if (!isObject(object.spec)) object.spec = {};
  object.spec = filled(object.spec, node, ['spec'], { node, extra: ZERO_VALUES[kind] ?? NOTHING });
}

/** The fields of an object that Go writes even if they were not given. */
function fillsOf(node: Node, path: Path, { node: spec, extra }: Spec): readonly Fill[] {
  const known = fills.get(node);
  if (known !== undefined) return known;
  const place = schemaPath(path, spec);
  const made = [...node.properties].flatMap(([key, child]): Fill[] => {
    const field = `${place}.${key}`;
    const given = extra.get(field);
    if (given !== undefined) return [[key, given]];
    return node.required.includes(key) && !WITHOUT_ZERO.has(field) ? [[key, zeroOf(child)]] : [];
  });
  fills.set(node, made);
  return made;
}

/** `spec.tablespaces[].owner`, `spec.labels{}`: where a path leads to in every object. */
function schemaPath([top, ...steps]: Readonly<Path>, spec: Node): string {
  let place = `${top}`;
  let node: Node | undefined = spec;
  for (const step of steps) {
    const isNamed = typeof step === 'string' && node?.properties.has(step);
    place += typeof step === 'number' ? '[]' : isNamed ? `.${step}` : '{}';
    node = typeof step === 'number' ? node?.items : node?.field(step);
  }
  return place;
}

function zeroOf(node: Node): unknown {
  if (node.type === 'object') return {};
  if (node.type === 'string') return '';
  if (node.type === 'boolean') return false;
  return node.type === 'integer' ? 0 : null;
}

function filled(value: unknown, node: Node, path: Path, spec: Spec): unknown {
  if (Array.isArray(value)) return filledItems(value, node, path, spec);
  if (isObject(value)) {
    for (const [key, zero] of fillsOf(node, path, spec)) {
      if (!Object.hasOwn(value, key)) put(value, key, isObject(zero) ? {} : zero);
    }
    for (const key of Object.keys(value)) {
      const child = node.field(key);
      if (child === undefined) continue;
      path.push(key);
      const given = value[key];
      const item = filled(given, child, path, spec);
      if (item !== given) put(value, key, item);
      path.pop();
    }
    return value;
  }
  return canonical(value, node, path);
}

function filledItems(value: readonly unknown[], node: Node, path: Path, spec: Spec): unknown {
  const { items } = node;
  if (items === undefined) return value;
  return value.map((item, index) => {
    path.push(index);
    // Go has no null entries, and reads them as the zero value of their type.
    const result = filled(item ?? zeroOf(items), items, path, spec);
    path.pop();
    return result;
  });
}

function canonical(value: unknown, node: Node, path: Path): unknown {
  if (node.quantity) return quantityText(value) ?? value;
  if (typeof value !== 'string') return value;
  if (isDuration(path)) {
    const duration = durationOf(value);
    return duration === undefined ? value : durationText(duration);
  }
  if (node.format !== 'date-time') return value;
  const time = parseGoTime(value);
  return time === undefined ? value : `${new Date(time * 1000).toISOString().slice(0, 19)}Z`;
}

/** A duration as printed by Go: `1h0m0s`, `1.5s`, `300ms`. */
function durationText(nanoseconds: bigint): string {
  if (nanoseconds === 0n) return '0s';
  const sign = nanoseconds < 0n ? '-' : '';
  const total = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const small = [
    [1_000_000_000n, 1_000_000n, 'ms'],
    [1_000_000n, 1_000n, 'µs'],
    [1_000n, 1n, 'ns'],
  ] as const;
  const unit = small.findLast(([limit]) => total < limit);
  if (unit !== undefined) return `${sign}${decimal(total, unit[1])}${unit[2]}`;
  const seconds = total / 1_000_000_000n;
  const hours = seconds / 3600n;
  const minutes = (seconds / 60n) % 60n;
  const rest = `${decimal(total % 60_000_000_000n, 1_000_000_000n)}s`;
  if (hours > 0n) return `${sign}${hours}h${minutes}m${rest}`;
  return minutes > 0n ? `${sign}${minutes}m${rest}` : `${sign}${rest}`;
}

function decimal(amount: bigint, unit: bigint): string {
  const fraction = unit === 1n ? '' : `${amount % unit}`.padStart(`${unit}`.length - 1, '0').replace(/0+$/, '');
  return `${amount / unit}${fraction && `.${fraction}`}`;
}
