import { isObject } from '../../manifests/object/json';
import { nearest } from '../../values/text/nearest';
import type { ConfigurationField } from './configuration-schema';

/** What a value has that its schema does not allow, and what to do. */
export interface SchemaProblem {
  /** `suppressions[0].reason`; empty for the whole. */
  readonly path: string;
  readonly message: string;
}

type Of<T extends ConfigurationField['type']> = Extract<ConfigurationField, { readonly type: T }>;

/** Everything that is wrong with a value, in the order in which it is written. */
export function schemaProblems(value: unknown, schema: ConfigurationField, path = ''): SchemaProblem[] {
  const wrong = (message: string) => [{ path, message: `${path || 'the file'} ${message}` }];
  switch (schema.type) {
    case 'boolean':
      return typeof value === 'boolean' ? [] : wrong(`is ${shown(value)}: write true or false`);
    case 'string': {
      const problem = textProblem(value, schema);
      return problem === undefined ? [] : wrong(problem);
    }
    case 'array':
      if (!Array.isArray(value)) return wrong(`is ${shown(value)}: write a list`);
      if (value.length < (schema.minItems ?? 0)) return wrong('is empty: write an item, or remove it');
      return value.flatMap((item, index) => schemaProblems(item, schema.items, `${path}[${index}]`));
    case 'object':
      if (!isObject(value))
        return wrong(`is ${shown(value)}: write ${Object.keys(schema.properties).join(', ')} below it`);
      return [...keyProblems(value, schema, path), ...missing(value, schema, path)];
  }
}

function textProblem(
  value: unknown,
  { enum: choices, minLength = 0, pattern, examples }: Of<'string'>,
): string | undefined {
  const [example = ''] = choices ?? examples ?? [];
  const right = choices === undefined ? `such as "${example}"` : `one of ${choices.join(', ')}`;
  // 1.30 without quotes is the number 1.3.
  if (typeof value === 'number') return `is the number ${value}: write a text in quotes, ${right}`;
  if (typeof value !== 'string') return `is ${shown(value)}: write a text, ${right}`;
  const isRight =
    value.trim().length >= minLength &&
    (choices === undefined || choices.includes(value)) &&
    (pattern === undefined || new RegExp(pattern).test(value));
  return isRight ? undefined : `is ${JSON.stringify(value)}: write ${right}`;
}

function keyProblems(
  value: Readonly<Record<string, unknown>>,
  { properties }: Of<'object'>,
  path: string,
): SchemaProblem[] {
  return Object.entries(value).flatMap(([key, item]) => {
    const at = path === '' ? key : `${path}.${key}`;
    const schema = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (schema !== undefined) return schemaProblems(item, schema, at);
    const known = Object.keys(properties);
    const similar = nearest(key, known);
    return [{ path: at, message: `"${at}" is not known: write ${similar ?? `one of ${known.join(', ')}`}` }];
  });
}

function missing(value: object, { required = [], properties }: Of<'object'>, path: string): SchemaProblem[] {
  return required
    .filter((key) => !Object.hasOwn(value, key))
    .map((key) => ({ path, message: `${path} has no ${key}: ${properties[key]?.description}` }));
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null || value === undefined) return 'empty';
  return typeof value === 'object' ? 'an object' : JSON.stringify(value);
}
