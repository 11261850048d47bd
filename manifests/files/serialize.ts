import { ApiObject, type ApiObjectMetadataDefinition, type App, Lazy } from 'cdk8s';
import { type Form, formOf, type Serializer } from '../object/serializer-form';

type Fields = Record<string, unknown>;

/** Private fields of cdk8s. */
interface ObjectInternals {
  readonly props: Fields;
  readonly patches: readonly unknown[];
}

interface MetadataInternals extends Pick<ApiObjectMetadataDefinition, 'name' | 'namespace'> {
  readonly labels: Fields;
  readonly annotations: Fields;
  readonly finalizers: readonly unknown[];
  readonly ownerReferences: readonly unknown[];
  readonly _additionalAttributes: Fields;
}

/** Those of cdk8s itself, for lazy values, tokens and unions. */
const RESOLVERS = 3;
const IDENTITY: readonly string[] = ['name', 'namespace', 'labels', 'annotations'];

/**
 * What `ApiObject.toJson()` gives, with the keys of maps in the order of the author, written in one walk. cdk8s copies each value six times,
 * and goes up to the root of the tree for each of them: nine tenths of the time of rendering.
 * @returns undefined for whatever is out of the ordinary: cdk8s writes that, or says what is wrong with it
 */
export function serialize(object: ApiObject, app: App): Fields | undefined {
  const { props, patches } = object as unknown as ObjectInternals;
  if (patches.length > 0 || app.resolvers.length > RESOLVERS) return undefined;
  try {
    const serializer = serializerOf(object.constructor);
    const metadata = metadataOf(object.metadata as unknown as MetadataInternals);
    return written({ ...props, metadata }, formOf(serializer)) as Fields;
  } catch {
    // An error of a lazy value comes again from cdk8s.
    return undefined;
  }
}

class Extraordinary extends Error {}

const AS_IT_IS: Serializer = (props) => props;
const ANY = formOf(AS_IT_IS);

/** A generated class has both of its own; one that inherits them may write something else. */
function serializerOf(type: object): Serializer {
  if (type === ApiObject) return AS_IT_IS;
  const manifest = Object.hasOwn(type, 'manifest') && Reflect.get(type, 'manifest');
  if (typeof manifest === 'function' && Object.hasOwn(Reflect.get(type, 'prototype'), 'toJson')) return manifest;
  throw new Extraordinary();
}

function metadataOf(metadata: MetadataInternals): Fields {
  const { name, namespace, labels, annotations, finalizers, ownerReferences, _additionalAttributes: given } = metadata;
  const hasMore = finalizers.length > 0 || ownerReferences.length > 0;
  if (hasMore || Object.keys(given).some((key) => !IDENTITY.includes(key))) throw new Extraordinary();
  return { name, namespace, labels: sorted(labels), annotations: sorted(annotations) };
}

/** As cdk8s leaves labels and annotations, whatever the order of the author. */
function sorted(texts: Fields): Fields | undefined {
  const made: Fields = {};
  let isEmpty = true;
  for (const key of Object.keys(texts).sort()) {
    const text = produced(texts[key]);
    if (text == null) continue;
    if (typeof text !== 'string') throw new Extraordinary();
    made[key] = text;
    isEmpty = false;
  }
  return isEmpty ? undefined : made;
}

function produced(given: unknown): unknown {
  return typeof given === 'object' && given instanceof Lazy ? produced(given.produce()) : given;
}

function written(given: unknown, form: Form): unknown {
  const value = produced(given);
  if (value == null) return undefined;
  switch (form.is) {
    case 'any':
      return copied(value);
    case 'union':
      return union(value);
    case 'time':
      return time(value);
    case 'list':
      return items(value, form.item);
    case 'map':
      return entries(value, form.item);
    case 'object':
      return fields(value, form);
  }
}

function fields(value: unknown, form: Form): Fields {
  if (!isSimple(value)) throw new Extraordinary();
  const made: Fields = {};
  for (const name of form.names) {
    if (value[name] == null) continue;
    const { key, form: below } = form.field(name);
    const field = written(value[name], below);
    if (field !== undefined) made[key] = field;
  }
  return made;
}

function entries(value: unknown, form: Form): Fields {
  if (!isSimple(value)) throw new Extraordinary();
  const made: Fields = {};
  for (const key of Object.keys(value)) {
    if (key === '__proto__') throw new Extraordinary();
    const field = written(value[key], form);
    if (field !== undefined) made[key] = field;
  }
  return made;
}

function items(value: unknown, form: Form): unknown[] {
  if (!Array.isArray(value)) throw new Extraordinary();
  return value.map((item) => {
    const made = written(item, form);
    if (made === undefined) throw new Extraordinary();
    return made;
  });
}

function union(given: unknown): unknown {
  const value = Reflect.get(Object(given), 'value');
  if (typeof value === 'string' || Number.isFinite(value)) return value;
  throw new Extraordinary();
}

function time(value: unknown): string {
  if (!isSimple(value) || typeof value.toISOString !== 'function') throw new Extraordinary();
  return value.toISOString();
}

function copied(value: unknown): unknown {
  if (typeof value !== 'object') return scalar(value);
  return Array.isArray(value) ? items(value, ANY) : entries(value, ANY);
}

/** What cdk8s takes for a map, and no token. */
function isSimple(value: unknown): value is Readonly<Fields> {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return false;
  return value.constructor === Object && !('resolve' in value && typeof value.resolve === 'function');
}

function scalar(value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return value;
  throw new Extraordinary();
}
