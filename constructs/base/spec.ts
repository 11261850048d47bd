import type { IConstruct } from 'constructs';
import { type Form, formOf } from '../../manifests/object/serializer-form';
import { isPlain, type KeyProblem, nameProblem } from '../../values/text/keys';
import { refuse } from './check-keys';
import { merge, type Overrides } from './overrides';

/**
 * The spec of an object: what the props make, and over it what was given as `spec` and the like. Generated classes drop a field that they do not know
 * without a word, so that each is held against what their serializer asks for.
 * @throws InputError for a field that the kind does not have, with the nearest name
 */
export function specOf<T extends object>(
  at: IConstruct,
  toJson: (spec: T | undefined) => unknown,
  base: Overrides<T>,
  ...overrides: readonly (Overrides<T> | undefined)[]
): T {
  const spec = merge<T>(base, ...overrides);
  refuse(at, unknownField(spec, formOf(toJson), 'spec'));
  return spec;
}

function unknownField(value: unknown, form: Form, path: string): KeyProblem | undefined {
  if (Array.isArray(value) && form.is === 'list') {
    return first(value, (item, index) => unknownField(item, form.item, `${path}[${index}]`));
  }
  // A field of any form is passed on as it is.
  if (!isPlain(value) || form.is === 'any') return undefined;
  if (form.is === 'map') {
    return first(Object.keys(value), (key) => unknownField(value[key], form.item, `${path}.${key}`));
  }
  if (Object.keys(value).some((name) => !form.names.includes(name))) {
    const problem = nameProblem(value, form.names, path);
    if (problem !== undefined) return problem;
  }
  for (const name of form.names) {
    const below = value[name];
    if (typeof below !== 'object') continue;
    const problem = unknownField(below, form.field(name).form, `${path}.${name}`);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function first<T>(
  items: readonly T[],
  find: (item: T, index: number) => KeyProblem | undefined,
): KeyProblem | undefined {
  for (const [index, item] of items.entries()) {
    const problem = find(item, index);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
