import { type CompiledCel, compileCel } from './cel';
import { isObject } from './json';
import type { Schema } from './schema';
import { type ValueCheck, valueChecks } from './value-checks';

/** A schema node, made ready for walking. */
export interface Node {
  /** Empty where any type is allowed. */
  readonly type: string;
  readonly intOrString: boolean;
  /** Takes a number or a text with a unit. Ports take both kinds too, and have no pattern. */
  readonly quantity: boolean;
  readonly nullable: boolean;
  readonly preserve: boolean;
  readonly embedded: boolean;
  readonly properties: ReadonlyMap<string, Node>;
  /** The schema of the fields that `properties` does not name. */
  readonly additional: Node | undefined;
  /** `additionalProperties: true`. */
  readonly anyField: boolean;
  readonly items: Node | undefined;
  readonly required: readonly string[];
  /** JSON text of the default, so that each use gets its own copy. */
  readonly default: string | undefined;
  readonly defaults: readonly (readonly [field: string, json: string])[];
  /** Whether anything below has a default; where not, no walk goes there. */
  readonly defaultsBelow: boolean;
  readonly checks: readonly ValueCheck[];
  readonly allOf: readonly Node[];
  readonly anyOf: readonly Node[];
  readonly oneOf: readonly Node[];
  readonly not: Node | undefined;
  readonly format: string | undefined;
  readonly listType: string | undefined;
  readonly listKeys: readonly string[];
  readonly listsBelow: boolean;
  readonly cel: readonly CompiledCel[];
  readonly celBelow: boolean;
}

export function compile(schema: Schema): Node {
  const properties = new Map(Object.entries(schema.properties ?? {}).map(([name, child]) => [name, compile(child)]));
  const { additionalProperties } = schema;
  const additional = isObject(additionalProperties) ? compile(additionalProperties as Schema) : undefined;
  const items = schema.items && compile(schema.items);
  const defaults = [...properties].flatMap(([name, child]) =>
    child.default === undefined ? [] : [[name, child.default] as const],
  );
  const children = [...properties.values(), ...(additional ? [additional] : []), ...(items ? [items] : [])];
  const cel = (schema['x-kubernetes-validations'] ?? []).map(compileCel);
  const listType = schema['x-kubernetes-list-type'];
  return {
    type: schema.type ?? '',
    intOrString: schema['x-kubernetes-int-or-string'] === true,
    quantity: schema['x-kubernetes-int-or-string'] === true && schema.pattern !== undefined,
    nullable: schema.nullable === true,
    preserve: schema['x-kubernetes-preserve-unknown-fields'] === true,
    embedded: schema['x-kubernetes-embedded-resource'] === true,
    properties,
    additional,
    anyField: additionalProperties === true,
    items,
    required: schema.required ?? [],
    default: schema.default === undefined ? undefined : JSON.stringify(schema.default),
    defaults,
    defaultsBelow: defaults.length > 0 || children.some((child) => child.defaultsBelow || child.default !== undefined),
    checks: valueChecks(schema),
    allOf: (schema.allOf ?? []).map(compile),
    anyOf: (schema.anyOf ?? []).map(compile),
    oneOf: (schema.oneOf ?? []).map(compile),
    not: schema.not && compile(schema.not),
    format: schema.format,
    listType,
    listKeys: schema['x-kubernetes-list-map-keys'] ?? [],
    listsBelow: listType === 'set' || listType === 'map' || children.some((child) => child.listsBelow),
    cel,
    celBelow: cel.length > 0 || children.some((child) => child.celBelow),
  };
}

/** The schema of a field of an object, if it has one. */
export function childNode(node: Node, key: string): Node | undefined {
  return node.properties.get(key) ?? node.additional;
}
