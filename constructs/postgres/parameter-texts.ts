import { InvalidValueError } from '../../values/text/invalid-value';

/**
 * Parameters as a Cluster takes them, all of which are texts: numbers by their digits, `true` and `false` as PostgreSQL prints them.
 * @throws InvalidValueError for a number that has no digits
 */
export function parameterTexts(parameters: object): Record<string, string> {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, textOf(name, value)]));
}

function textOf(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  throw new InvalidValueError(
    `parameters.${name} is ${typeof value === 'number' ? value : JSON.stringify(value)}: give a text, a number, true or false`,
    name,
  );
}
