import { equal, field, isObject, show } from '../../../manifests/object/json';
import { type Path, pathText } from '../path';
import { correlate, NO_OLD } from './correlate';
import type { Node } from './node';
import type { Problem } from './value-checks';

/** The formats of texts that the server knows, of those in the CRDs here. */
const FORMATTED: ReadonlySet<string | undefined> = new Set(['byte', 'date-time']);

/** Receives the findings of the structural schema. */
export type OnProblem = (path: string, problem: Problem) => void;

/**
 * Judges a value by the structural schema. What an update leaves unchanged is not judged again, which the server calls ratcheting: `old`
 * is the value before, or `NO_OLD`.
 */
export function checkStructure(value: unknown, node: Node, old: unknown, path: Path, report: OnProblem): void {
  if (old !== NO_OLD && equal(value, old)) return;
  const wrongType = typeProblem(value, node);
  if (wrongType !== undefined) {
    report(pathText(path), wrongType);
    return;
  }
  if (value === null) return;
  for (const check of node.checks) {
    const problem = check(value);
    if (problem !== undefined) report(pathText(path), problem);
  }
  checkCombinations(value, node, path, report);
  if (Array.isArray(value)) checkItems(value, node, old, path, report);
  else if (isObject(value)) checkFields(value, node, old, path, report);
}

function checkItems(value: readonly unknown[], node: Node, old: unknown, path: Path, report: OnProblem): void {
  const { items } = node;
  if (items === undefined) return;
  const oldOf = correlate(node, old);
  for (let index = 0; index < value.length; index++) {
    path.push(index);
    checkStructure(value[index], items, oldOf(value[index]), path, report);
    path.pop();
  }
}

function checkFields(value: Record<string, unknown>, node: Node, old: unknown, path: Path, report: OnProblem): void {
  for (const key of Object.keys(value)) {
    const child = node.field(key);
    if (child === undefined) continue;
    path.push(key);
    checkStructure(
      value[key],
      child,
      isObject(old) && Object.hasOwn(old, key) ? field(old, key) : NO_OLD,
      path,
      report,
    );
    path.pop();
  }
  for (const key of node.required) {
    if (Object.hasOwn(value, key)) continue;
    path.push(key);
    report(pathText(path), { rule: 'schema-required', message: 'is missing and required', fix: `add ${key}` });
    path.pop();
  }
}

/** anyOf and similar only tell whether one of them holds. Which one failed where does not help the reader. */
function checkCombinations(value: unknown, node: Node, path: Path, report: OnProblem): void {
  const { combinations } = node;
  if (combinations === undefined) return;
  const { allOf, anyOf, oneOf, not } = combinations;
  for (const all of allOf) checkStructure(value, all, NO_OLD, path, report);
  const holds = (alternative: Node): boolean => {
    let fine = true;
    checkStructure(value, alternative, NO_OLD, [], () => {
      fine = false;
    });
    return fine;
  };
  const complain = (message: string, fix: string) =>
    report(pathText(path), { rule: 'schema-combination', message: `${show(value)} ${message}`, fix });
  if (anyOf.length > 0 && !anyOf.some(holds)) {
    complain('matches none of the allowed forms', `use one of: ${anyOf.map(formOf).join('; ')}`);
  }
  if (oneOf.length > 0 && oneOf.filter(holds).length !== 1) {
    complain('must match exactly one of the allowed forms', `use one of: ${oneOf.map(formOf).join('; ')}`);
  }
  if (not !== undefined && holds(not)) complain('has a form that is not allowed', 'remove the extra fields');
}

function formOf(node: Node): string {
  return node.required.length > 0 ? node.required.join(' with ') : node.type || 'another form';
}

export function fitsType(value: unknown, node: Node): boolean {
  if (node.type === '' && !node.intOrString) return true;
  if (value === null && node.nullable) return true;
  const type = typeOf(value);
  const fits = node.intOrString
    ? type === 'integer' || type === 'string'
    : type === node.type || (node.type === 'number' && type === 'integer');
  // The server's library looks at no list in the place of a text that has a format; what reads the object then cannot.
  return fits || (type === 'array' && FORMATTED.has(node.format));
}

export function typeProblem(value: unknown, node: Node): Problem | undefined {
  if (fitsType(value, node)) return undefined;
  const type = typeOf(value);
  const expected = node.intOrString ? 'integer or string' : node.type;
  const fix = `write a value of type ${expected}`;
  if (value === null) {
    const message = `is null, or absent where CNPG writes null; expected ${expected}`;
    return { rule: 'schema-type', message, fix };
  }
  const quote = node.type === 'string' && ['boolean', 'integer', 'number'].includes(type);
  return {
    rule: 'schema-type',
    message: `${show(value)} is of type ${type}, expected ${expected}`,
    // The parsed value may differ from the text: 012 is 10, yes is true, 1.10 is 1.1.
    fix: quote ? 'put what you wrote in quotes' : fix,
  };
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) < 2 ** 63 ? 'integer' : 'number';
  return typeof value;
}
