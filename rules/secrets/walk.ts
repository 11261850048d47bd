import type { Json } from '../../manifests/object/json';
import { answerOf, bareForm } from '../../manifests/object/watched';
import { fieldMeaning } from './field';

/** The position of a value, from the root of the object. It is the walker's own list: copy what is to be kept. */
export type Steps = readonly (string | number)[];

interface Visitor {
  /**
   * A text of an object, or a number where a password is expected.
   * @param holder - the map or list in which it is, at the last of the steps
   * @param field - the name of its holder: the key of a map, the `name` next to a `value`, the option before an argument
   */
  text(holder: object, field: string, steps: Steps): void;
  /** A long key of a map. */
  key(key: string, steps: Steps): void;
  /** An object within an object. Returns whether to descend into it. */
  object(value: Readonly<Record<string, unknown>>, steps: Steps): boolean;
}

/** Objects may be deeper than the stack, and may be cyclic. */
const DEEPEST = 500;
const OPTION = /^--?[\w-]+$/;

/**
 * Visits all texts of an object. Shared values are visited only once: YAML aliases can expand a few lines
 * into more than fits.
 */
export function walk(root: object, visitor: Visitor): void {
  const seen = new Set<object>();
  const steps: (string | number)[] = [];

  // Of an object that is watched, texts are asked about, not read.
  function visit(holder: object, step: string | number, field: string): void {
    const value: unknown = (bareForm(holder) as Json)[step];
    if (typeof value === 'object') {
      if (value !== null && !seen.has(value) && steps.length < DEEPEST) {
        seen.add(value);
        visitPart((holder as Json)[step] as object, field);
      }
    } else if (typeof value === 'string' || (typeof value === 'number' && fieldMeaning(field) === 'password'))
      visitor.text(holder, field, steps);
  }

  function visitPart(part: object, field: string): void {
    if (Array.isArray(part)) visitList(part, field);
    else visitObject(part as Record<string, unknown>);
  }

  function visitList(list: readonly unknown[], field: string): void {
    for (let i = 0; i < list.length; i += 1) {
      steps.push(i);
      visit(list, i, (i > 0 && answerOf(list, i - 1, optionIn)) || field);
      steps.pop();
    }
  }

  function visitObject(value: Readonly<Record<string, unknown>>): void {
    if (!visitor.object(value, steps)) return;
    const pair = typeof bareForm(value).value === 'string' ? nameIn(value) : undefined;
    for (const key of Object.keys(value)) {
      if (key.length >= 16) visitor.key(key, steps);
      steps.push(key);
      visit(value, key, key === 'value' && pair !== undefined ? pair : key);
      steps.pop();
    }
  }

  seen.add(bareForm(root));
  visitPart(root, '');
}

function optionIn(value: unknown): string | undefined {
  return typeof value === 'string' && value.startsWith('-') && OPTION.test(value) ? value : undefined;
}

function nameIn({ name, key }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof name === 'string') return name;
  return typeof key === 'string' ? key : undefined;
}

/** `spec.containers[0].env`, as findings write paths. */
export function pathOf(steps: readonly (string | number)[]): string {
  return steps
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}
