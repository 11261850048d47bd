import { show } from '../../../manifests/object/json';
import { isDateTime } from '../../../values/time/date-time';
import { goPattern } from './go-pattern';
import type { Schema } from './schema';

/** What is wrong with a value: the rule of the stage, the finding, and what to do. */
export interface Problem {
  readonly rule: string;
  readonly message: string;
  readonly fix: string;
  /** The minor of Kubernetes whose server is the first to refuse it. @default - every server does */
  readonly since?: string;
}

/** Judges a value of the right type. */
export type ValueCheck = (value: unknown) => Problem | undefined;

/** The constraints of one schema node, each as a closure. They are created once per kind. */
export function valueChecks(schema: Schema): readonly ValueCheck[] {
  return [...stringChecks(schema), ...numberChecks(schema), ...sizeChecks(schema), ...enumChecks(schema)];
}

function enumChecks({ enum: allowed }: Schema): ValueCheck[] {
  if (allowed === undefined) return [];
  const texts = new Set(allowed.map((value) => JSON.stringify(value)));
  const words = allowed.map((value) => String(value)).join(', ');
  return [
    (value) =>
      texts.has(JSON.stringify(value))
        ? undefined
        : { rule: 'schema-enum', message: `${show(value)} is not one of ${words}`, fix: `use one of ${words}` },
  ];
}

function stringChecks({ minLength, maxLength, pattern, format }: Schema): ValueCheck[] {
  const checks: ValueCheck[] = [];
  const onText = (check: (text: string) => Problem | undefined) =>
    checks.push((value) => (typeof value === 'string' ? check(value) : undefined));
  const longest = maxLength ?? Number.POSITIVE_INFINITY;
  if (maxLength !== undefined || minLength !== undefined) {
    onText((text) => {
      const length = text.length < (minLength ?? 0) * 2 || text.length > longest ? [...text].length : text.length;
      if (length > longest) return size('schema-length', `has ${length} characters`, `at most ${longest}`);
      if (length < (minLength ?? 0)) return size('schema-length', `has ${length} characters`, `at least ${minLength}`);
      return undefined;
    });
  }
  if (pattern !== undefined) {
    const expression = goPattern(pattern);
    onText((text) =>
      // A text that is too long is refused for that, and must not be passed to a regular expression.
      text.length > longest * 2 || expression.test(text)
        ? undefined
        : {
            rule: 'schema-pattern',
            message: `${show(text)} does not match the pattern ${pattern}`,
            fix: `write a value that matches ${pattern}`,
          },
    );
  }
  if (format === 'date-time') {
    onText((text) =>
      isDateTime(text)
        ? undefined
        : {
            rule: 'schema-format',
            message: `${show(text)} is not an RFC 3339 date and time`,
            fix: 'write it as 2026-01-31T23:59:59Z',
          },
    );
  }
  if (format === 'byte') {
    onText((text) =>
      /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/.test(text)
        ? undefined
        : { rule: 'schema-format', message: `${show(text)} is not base64`, fix: 'encode the value with base64' },
    );
  }
  return checks;
}

function numberChecks(schema: Schema): ValueCheck[] {
  const { type, format, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const checks: ValueCheck[] = [];
  const onNumber = (holds: (value: number) => boolean, allowed: string) =>
    checks.push((value) =>
      typeof value !== 'number' || holds(value) ? undefined : size('schema-range', `is ${value}`, allowed),
    );
  if (minimum !== undefined) {
    if (exclusiveMinimum === true) onNumber((value) => value > minimum, `above ${minimum}`);
    else onNumber((value) => value >= minimum, `at least ${minimum}`);
  }
  if (maximum !== undefined) {
    if (exclusiveMaximum === true) onNumber((value) => value < maximum, `below ${maximum}`);
    else onNumber((value) => value <= maximum, `at most ${maximum}`);
  }
  if (multipleOf !== undefined) onNumber((value) => value % multipleOf === 0, `a multiple of ${multipleOf}`);
  if (type === 'integer' && format === 'int32') checks.push(int32Check);
  return checks;
}

/** Until 1.35 the server ignored the formats of numbers. Longer integers than those of int64 are numbers to it, whatever their format. */
const int32Check: ValueCheck = (value) => {
  if (typeof value !== 'number' || (value | 0) === value) return undefined;
  return { ...size('schema-format', `is ${value}`, `between ${-(2 ** 31)} and ${2 ** 31 - 1} (int32)`), since: '1.36' };
};

function sizeChecks({ minItems, maxItems, minProperties, maxProperties, uniqueItems }: Schema): ValueCheck[] {
  const checks: ValueCheck[] = [];
  const bounds = (count: (value: unknown) => number | undefined, word: string, least?: number, most?: number) => {
    if (least === undefined && most === undefined) return;
    checks.push((value) => {
      const length = count(value);
      if (length === undefined) return undefined;
      if (least !== undefined && length < least)
        return size('schema-size', `has ${length} ${word}`, `at least ${least}`);
      if (most !== undefined && length > most) return size('schema-size', `has ${length} ${word}`, `at most ${most}`);
      return undefined;
    });
  };
  bounds((value) => (Array.isArray(value) ? value.length : undefined), 'entries', minItems, maxItems);
  const fields = (value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value).length : undefined;
  bounds(fields, 'fields', minProperties, maxProperties);
  if (uniqueItems === true) {
    checks.push((value) =>
      Array.isArray(value) && new Set(value.map((item) => JSON.stringify(item))).size < value.length
        ? { rule: 'schema-duplicate', message: 'has equal entries', fix: 'remove the repeated entry' }
        : undefined,
    );
  }
  return checks;
}

function size(rule: string, is: string, allowed: string): Problem {
  return { rule, message: `${is}, allowed: ${allowed}`, fix: `make it ${allowed}` };
}
