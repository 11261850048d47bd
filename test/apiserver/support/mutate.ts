import type { Manifest } from '../../../manifests/object/manifest';
import type { Schema } from '../../../rules/admission/server/schema';
import { anything, pick, type Random, sample } from './sample';

type Json = Record<string, unknown>;

/** A place in an object where something can be otherwise: an entry of a list, or a field that is there or could be. */
interface Place {
  readonly holder: Json | unknown[];
  readonly key: string | number;
  readonly schema: Schema | undefined;
}

const OWNER: Schema = {
  type: 'object',
  properties: {
    apiVersion: { type: 'string' },
    kind: { type: 'string' },
    name: { type: 'string' },
    uid: { type: 'string' },
    controller: { type: 'boolean' },
  },
};
/** Of metadata what anybody writes by hand; name and namespace are what the object is found by. */
const METADATA: Schema = {
  type: 'object',
  properties: {
    generateName: { type: 'string' },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
    annotations: { type: 'object', additionalProperties: { type: 'string' } },
    finalizers: { type: 'array', items: { type: 'string' } },
    ownerReferences: { type: 'array', items: OWNER },
  },
};

/** What the server finds an object by, and what it alone writes. */
const HEAD = ['apiVersion', 'kind', 'metadata', 'status'];
const IDENTITY = ['name', 'namespace', 'resourceVersion'];

/** The manifest with one to three things otherwise: removed, null, of another type, out of range, unknown, or added as the schema has it. */
export function mutate(manifest: Manifest, schema: Schema, random: Random): Manifest {
  const mutant = structuredClone(manifest) as Manifest & Json;
  const changes = 1 + Math.floor(random() * 3);
  for (let change = 0; change < changes; change++) {
    const places: Place[] = [];
    collect(mutant, schema, places, HEAD);
    if (random() < 0.15) collect(mutant.metadata, METADATA, places, IDENTITY);
    const isThere = random() < 0.6;
    const some = places.filter(({ holder, key }) => Object.hasOwn(holder, key) === isThere);
    const place = pick(some.length > 0 ? some : places, random);
    if (place !== undefined) edit(place, random);
  }
  return mutant;
}

function collect(value: unknown, schema: Schema | undefined, places: Place[], fixed: readonly string[] = []): void {
  if (Array.isArray(value)) {
    for (let key = 0; key <= value.length; key++) places.push({ holder: value, key, schema: schema?.items });
    for (const item of value) collect(item, schema?.items, places);
  } else if (typeof value === 'object' && value !== null) {
    const holder = value as Json;
    for (const key of new Set([...Object.keys(holder), ...Object.keys(schema?.properties ?? {})])) {
      if (fixed.includes(key)) continue;
      places.push({ holder, key, schema: childOf(schema, key) });
      collect(holder[key], childOf(schema, key), places);
    }
  }
}

function childOf(schema: Schema | undefined, key: string): Schema | undefined {
  const { properties, additionalProperties } = schema ?? {};
  return properties?.[key] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
}

function edit({ holder, key, schema }: Place, random: Random): void {
  const choice = random();
  const there = Object.hasOwn(holder, key);
  if (there && choice < 0.2) {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete holder[key];
  } else if (choice < 0.28) put(holder, key, null);
  else if (choice < 0.36 && !Array.isArray(holder)) holder[`${key}${pick(['s', 'X', '_'], random)}`] = anything(random);
  else if (choice < 0.46 && Array.isArray(holder) && holder.length > 0)
    holder.push(structuredClone(pick(holder, random)));
  else if (choice < 0.6) put(holder, key, anything(random));
  else put(holder, key, sample(schema, random));
}

function put(holder: Json | unknown[], key: string | number, value: unknown): void {
  if (Array.isArray(holder)) holder[Number(key)] = value;
  else holder[key] = value;
}
