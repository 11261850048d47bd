import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Instant } from '../../../constructs/index';
import type { Schema } from '../../../rules/admission/server/schema';
import { facts } from '../../imports/support';

/** A field of a generated type: its name in TypeScript, and the type of what is in it. */
interface Field {
  readonly property: string;
  readonly type: string | undefined;
}

/** Reads from generated code how the fields of each type are called in TypeScript and in the manifest. */
export function readL1(group: string, file: string): Map<string, Map<string, Field>> {
  const text = readFileSync(join(__dirname, '../../../imports', group, `${file}.ts`), 'utf8');
  const types = new Map<string, Map<string, Field>>();
  for (const [, name = '', body = ''] of text.matchAll(
    /^export function toJson_(\w+)\(obj: [\s\S]*?const result = \{\n([\s\S]*?)\n {2}\};/gm,
  )) {
    const fields = [...body.matchAll(/^ {4}'([^']+)': (.*),$/gm)].map(([, key = '', code = '']): [string, Field] => [
      key,
      { property: /obj\.(\w+)/.exec(code)?.[1] ?? key, type: /toJson_(\w+)/.exec(code)?.[1] },
    ]);
    types.set(name, new Map(fields));
  }
  return types;
}

/** A value for everything that a schema has, as an escape hatch takes it and as the manifest must show it. */
export interface Sample {
  readonly override: unknown;
  readonly expected: unknown;
}

export class Sampler {
  #count = 0;
  readonly paths: string[] = [];

  constructor(
    readonly types: Map<string, Map<string, Field>>,
    readonly without: readonly string[] = [],
  ) {}

  sample(schema: Schema, type: string | undefined, path: string): Sample {
    const { properties, items, additionalProperties } = schema;
    if (properties !== undefined) return this.#object(properties, type, path);
    if (items !== undefined) {
      const { override, expected } = this.sample(items, type, `${path}[]`);
      return { override: [override], expected: [expected] };
    }
    if (typeof additionalProperties === 'object') {
      const { override, expected } = this.sample(additionalProperties, type, `${path}{}`);
      return { override: { key: override }, expected: { key: expected } };
    }
    this.paths.push(path);
    return this.#leaf(schema, path);
  }

  #object(properties: Readonly<Record<string, Schema>>, type: string | undefined, path: string): Sample {
    const override: Record<string, unknown> = {};
    const expected: Record<string, unknown> = {};
    for (const [key, schema] of Object.entries(properties)) {
      const child = path === '' ? key : `${path}.${key}`;
      if (this.without.includes(child)) continue;
      const field = this.types.get(type ?? '')?.get(key);
      if (field === undefined) throw new Error(`${child}: the generated type ${type} has no field for it`);
      const sampled = this.sample(schema, field.type, child);
      override[field.property] = sampled.override;
      expected[key] = sampled.expected;
    }
    return { override, expected };
  }

  #leaf(schema: Schema, path: string): Sample {
    this.#count++;
    if (schema['x-kubernetes-int-or-string']) return { override: { value: path }, expected: path };
    if (schema.format === 'date-time') {
      const text = '2027-01-02T03:04:05Z';
      return { override: Instant.parse(text), expected: text };
    }
    const value = { boolean: true, integer: this.#count, number: this.#count, object: { key: path } }[
      schema.type ?? ''
    ];
    return { override: value ?? path, expected: value ?? path };
  }
}

/** The schema of a kind's spec, of its newest release. */
export function specSchema(group: string, kind: string): Schema {
  const crd = facts(group, kind).find(({ versions: [{ name }] }) => name === 'v1');
  const schema = crd?.versions[0].schema.openAPIV3Schema as Schema | undefined;
  const spec = schema?.properties?.spec;
  if (spec === undefined) throw new Error(`${kind} has no spec`);
  return spec;
}
