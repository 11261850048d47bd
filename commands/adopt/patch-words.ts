import { isObject } from '../../manifests/object/json';
import { list, record } from '../../manifests/object/manifest';
import type { FieldDifference } from '../../plan/engine/difference';
import type { FieldPath } from '../../plan/engine/path';
import type { Node } from '../../rules/admission/server/node';
import { apiWord, apiWords } from './api-words';
import { Call, type Expression, plain, type Words } from './expression';

/** What a difference asks for: a value at a path of the spec, or `null` where the object has none. */
interface Patch {
  readonly path: readonly (string | { readonly name: string })[];
  readonly value: Expression;
}

/**
 * `spec: { … }` that takes differences back: what was written, and `null` for what was not.
 * @param words - what it says already
 * @param written - the spec as it was written
 * @param node - the schema of the spec
 */
export function patchedSpec(
  words: Words,
  differences: readonly FieldDifference[],
  written: unknown,
  node: Node | undefined,
): Words {
  return differences
    .map(({ path }) => patchOf(path.slice(1), written, node))
    .reduce<Words>((spec, { path, value }) => record(put(spec, path, value)) as Words, words);
}

function patchOf(steps: FieldPath, written: unknown, node: Node | undefined): Patch {
  const path: (string | { readonly name: string })[] = [];
  let [value, schema] = [written, node];
  for (const step of steps) {
    if (typeof step === 'string') {
      const isField = schema === undefined || schema.properties.has(step);
      path.push(isField ? apiWord(step) : step);
      value = isObject(value) ? value[step] : undefined;
      schema = schema?.field(step);
    } else {
      // A list is replaced as a whole, unless its entries are found by their names.
      const { name } = step.entry;
      const entries = list(value).map(record);
      if (name === undefined || entries.length === 0) break;
      const entry = entries.find((each) => each.name === name);
      if (entry === undefined) break;
      path.push({ name });
      value = entry;
      schema = schema?.items;
    }
  }
  return { path, value: value === undefined || value === null ? null : apiWords(value, schema) };
}

function put(target: Expression | undefined, path: Patch['path'], value: Expression): Expression {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === 'string') {
    const object = isObject(target) && !(target instanceof Call) ? (target as Words) : {};
    return { ...object, [step]: put(object[step], rest, value) };
  }
  const entries = Array.isArray(target) ? (target as readonly Expression[]) : [];
  const index = entries.findIndex((entry) => record(entry).name === step.name);
  const entry = put(index < 0 ? { name: step.name } : entries[index], rest, value);
  const named = isObject(entry) ? { ...(entry as Words), name: step.name } : plain(entry);
  return index < 0 ? [...entries, named] : entries.with(index, named);
}
