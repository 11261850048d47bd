import { fieldMeaning } from './field';

/** The position of a value, from the root of the object. It is the walker's own list: copy what is to be kept. */
export type Steps = readonly (string | number)[];

interface Visitor {
  /**
   * A text of an object.
   * @param field - the name of its holder: the key of a map, the `name` next to a `value`, the option before an argument
   */
  text(text: string, field: string, steps: Steps): void;
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

  function visit(value: unknown, field: string): void {
    if (typeof value === 'string') visitor.text(value, field, steps);
    else if (typeof value === 'number') {
      if (fieldMeaning(field) === 'password') visitor.text(String(value), field, steps);
    } else if (typeof value === 'object' && value !== null && !seen.has(value) && steps.length < DEEPEST) {
      seen.add(value);
      if (Array.isArray(value)) visitList(value, field);
      else visitObject(value as Record<string, unknown>);
    }
  }

  function visitList(list: readonly unknown[], field: string): void {
    for (let i = 0; i < list.length; i += 1) {
      const before: unknown = list[i - 1];
      steps.push(i);
      visit(list[i], typeof before === 'string' && before.startsWith('-') && OPTION.test(before) ? before : field);
      steps.pop();
    }
  }

  function visitObject(value: Readonly<Record<string, unknown>>): void {
    if (!visitor.object(value, steps)) return;
    const pair = typeof value.value === 'string' ? nameIn(value) : undefined;
    for (const key of Object.keys(value)) {
      if (key.length >= 16) visitor.text(key, '', steps);
      steps.push(key);
      visit(value[key], key === 'value' && pair !== undefined ? pair : key);
      steps.pop();
    }
  }

  visit(root, '');
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
