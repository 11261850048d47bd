/** An entry of a list by the fields that identify it. */
export interface EntryKey {
  readonly entry: Readonly<Record<string, string>>;
}

/** A field of an object or an entry of a list. */
type PathStep = string | EntryKey;
export type FieldPath = readonly PathStep[];

const PLAIN = /^[A-Za-z0-9_-]+$/;

/** `spec.env[name=TZ].value`, `metadata.annotations[cnpg.io/hibernation]`. */
export function fieldPathText(path: FieldPath): string {
  return path.map((step, index) => stepText(step, index === 0)).join('');
}

function stepText(step: PathStep, first: boolean): string {
  if (typeof step !== 'string') {
    const pairs = Object.entries(step.entry).map(([key, value]) => `${key}=${value}`);
    return `[${pairs.join(',')}]`;
  }
  if (!PLAIN.test(step)) return `[${step}]`;
  return first ? step : `.${step}`;
}

/** The steps of a path in a schema: entries of a list are `[]`, so that `spec.env[name=TZ].value` is `spec env [] value`. */
export function schemaWords(path: FieldPath): string[] {
  return path.map((step) => (typeof step === 'string' ? step : '[]'));
}

/** Whether a path equals, or lies below, one in dotted form: `spec.env.[]`. */
export function isBelow(path: FieldPath, dotted: string): boolean {
  const words = schemaWords(path);
  return dotted.split('.').every((word, index) => words[index] === word);
}

/** Whether a path equals one in dotted form. */
export function isAt(path: FieldPath, dotted: string): boolean {
  return path.length === dotted.split('.').length && isBelow(path, dotted);
}

/** The name of a value: its field, or for the `value` of a pair the name next to it. */
export function fieldName(path: FieldPath): string {
  const [before, last] = path.slice(-2);
  if (last === 'value' && typeof before === 'object') return before.entry.name ?? last;
  return typeof last === 'string' ? last : '';
}
