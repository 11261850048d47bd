import { isObject } from '../../../manifests/object/json';
import { type CompiledCel, compileCel } from './cel';
import type { Schema } from './schema';
import { type ValueCheck, valueChecks } from './value-checks';

/**
 * A schema node, prepared for walking. The schema of a Cluster has thousands of nodes and a manifest reaches few of them, so children and
 * checks are created when a walk first gets there.
 */
export class Node {
  /** Empty if any type is allowed. */
  readonly type: string;
  readonly intOrString: boolean;
  /** Accepts a number or a text with a unit. Ports also accept both, but have no pattern. */
  readonly quantity: boolean;
  readonly nullable: boolean;
  readonly preserve: boolean;
  readonly embedded: boolean;
  /** `additionalProperties: true`. */
  readonly anyField: boolean;
  readonly required: readonly string[];
  readonly default: unknown;
  readonly format: string | undefined;
  readonly listType: string | undefined;
  readonly listKeys: readonly string[];
  readonly #schema: Schema;
  readonly #combined: boolean;
  #children: Children | undefined;
  #checks: readonly ValueCheck[] | undefined;
  #combinations: Combinations | undefined;
  #cel: readonly CompiledCel[] | undefined;
  #below: Below | undefined;

  constructor(schema: Schema) {
    this.#schema = schema;
    const { allOf, anyOf, oneOf, not } = schema;
    this.#combined = (allOf ?? anyOf ?? oneOf ?? not) !== undefined && !saysIntOrString(schema);
    this.type = schema.type ?? '';
    this.intOrString = schema['x-kubernetes-int-or-string'] === true;
    this.quantity = this.intOrString && schema.pattern !== undefined;
    this.nullable = schema.nullable === true;
    this.preserve = schema['x-kubernetes-preserve-unknown-fields'] === true;
    this.embedded = schema['x-kubernetes-embedded-resource'] === true;
    this.anyField = schema.additionalProperties === true;
    this.required = schema.required ?? NONE;
    this.default = schema.default;
    this.format = schema.format;
    this.listType = schema['x-kubernetes-list-type'];
    this.listKeys = schema['x-kubernetes-list-map-keys'] ?? NONE;
  }

  get properties(): ReadonlyMap<string, Node> {
    return this.#parts.properties;
  }

  /** The schema of the fields that `properties` does not name. */
  get additional(): Node | undefined {
    return this.#parts.additional;
  }

  /** The schema of a field of an object, if it has one. */
  field(key: string): Node | undefined {
    const { properties, additional } = this.#parts;
    return properties.get(key) ?? additional;
  }

  get items(): Node | undefined {
    return this.#parts.items;
  }

  /** The fields that are filled in where they are missing. */
  get defaults(): readonly Default[] {
    return this.#parts.defaults;
  }

  get checks(): readonly ValueCheck[] {
    this.#checks ??= valueChecks(this.#schema);
    return this.#checks;
  }

  /** `allOf` and similar; undefined if the schema has none of them that says more than its type. */
  get combinations(): Combinations | undefined {
    if (!this.#combined) return undefined;
    const { allOf = [], anyOf = [], oneOf = [], not } = this.#schema;
    this.#combinations ??= {
      allOf: allOf.map(compile),
      anyOf: anyOf.map(compile),
      oneOf: oneOf.map(compile),
      not: not && compile(not),
    };
    return this.#combinations;
  }

  get cel(): readonly CompiledCel[] {
    this.#cel ??= (this.#schema['x-kubernetes-validations'] ?? []).map(compileCel);
    return this.#cel;
  }

  /** What occurs here or anywhere below. A walk skips nodes without it. */
  get below(): Below {
    this.#below ??= belowOf(this.#schema);
    return this.#below;
  }

  get #parts(): Children {
    this.#children ??= childrenOf(this.#schema);
    return this.#children;
  }
}

interface Children {
  readonly properties: ReadonlyMap<string, Node>;
  readonly additional: Node | undefined;
  readonly items: Node | undefined;
  readonly defaults: readonly Default[];
}

export interface Default {
  readonly key: string;
  readonly nullable: boolean;
  /** A value of its own for each object. */
  make(): unknown;
}

interface Combinations {
  readonly allOf: readonly Node[];
  readonly anyOf: readonly Node[];
  readonly oneOf: readonly Node[];
  readonly not: Node | undefined;
}

interface Below {
  readonly defaults: boolean;
  readonly lists: boolean;
  readonly cel: boolean;
}

/** Every quantity says its type twice: an integer or a text, and one of the two again. */
function saysIntOrString({ allOf, anyOf = [], oneOf, not, ...schema }: Schema): boolean {
  const types = anyOf.map((each) => (Object.keys(each).length === 1 ? each.type : undefined));
  const isPlain = allOf === undefined && oneOf === undefined && not === undefined;
  return schema['x-kubernetes-int-or-string'] === true && isPlain && types.sort().join() === 'integer,string';
}

const NONE: readonly string[] = [];

export function compile(schema: Schema): Node {
  return new Node(schema);
}

function childrenOf(schema: Schema): Children {
  const properties = new Map(Object.entries(schema.properties ?? {}).map(([name, child]) => [name, compile(child)]));
  const { additionalProperties, items } = schema;
  return {
    properties,
    additional: isObject(additionalProperties) ? compile(additionalProperties as Schema) : undefined,
    items: items && compile(items),
    defaults: [...properties].flatMap(([key, child]) => (child.default === undefined ? [] : [defaultOf(key, child)])),
  };
}

function defaultOf(key: string, { default: value, nullable }: Node): Default {
  if (typeof value !== 'object' || value === null) return { key, nullable, make: () => value };
  const json = JSON.stringify(value);
  return { key, nullable, make: () => JSON.parse(json) };
}

const known = new WeakMap<Schema, Below>();

function belowOf(schema: Schema): Below {
  const before = known.get(schema);
  if (before !== undefined) return before;
  const { properties = {}, additionalProperties, items } = schema;
  const children = Object.values(properties);
  if (isObject(additionalProperties)) children.push(additionalProperties as Schema);
  if (items !== undefined) children.push(items);
  const listType = schema['x-kubernetes-list-type'];
  let defaults = children.some((child) => child.default !== undefined);
  let lists = listType === 'set' || listType === 'map';
  let cel = (schema['x-kubernetes-validations'] ?? []).length > 0;
  for (const child of children) {
    const below = belowOf(child);
    defaults ||= below.defaults;
    lists ||= below.lists;
    cel ||= below.cel;
  }
  const below = { defaults, lists, cel };
  known.set(schema, below);
  return below;
}
