import { type Document, isAlias, isMap, isPair, isScalar, type LineCounter, visit } from 'yaml';
import { admissionError } from './admission-error';
import type { Finding } from './violation';

/** What valid YAML may say and JSON, which the API server is sent, cannot. */
export interface Unreadable {
  readonly message: string;
  readonly fix: string;
  readonly offset: number;
}

/** The first key that is no text, or number that is not finite. */
export function unreadable(document: Document): Unreadable | undefined {
  let found: Unreadable | undefined;
  visit(document, {
    Scalar(_, { value, range }) {
      if (typeof value !== 'number' || Number.isFinite(value)) return undefined;
      found = {
        message: `${value} has no form in JSON`,
        fix: 'quote it, or give a finite number',
        offset: range?.[0] ?? 0,
      };
      return visit.BREAK;
    },
    Pair(_, { key }) {
      if ((isScalar(key) && key.value !== null) || isAlias(key)) return undefined;
      const offset = isScalar(key) || isMap(key) ? (key.range?.[0] ?? 0) : 0;
      found = { message: 'a key is a list, an object or null', fix: 'write keys as texts', offset };
      return visit.BREAK;
    },
  });
  return found;
}

/** The API server refuses a second value for one key (strict decoding); the parser has marked where each of them starts. */
export function duplicateKeys(document: Document.Parsed, lines: LineCounter): Finding[] {
  const offsets = new Set(document.errors.map(({ pos }) => pos[0]));
  const findings: Finding[] = [];
  if (offsets.size === 0) return findings;
  visit(document, {
    Pair(_, { key }, ancestors) {
      if (!isScalar(key) || !offsets.has(key.range?.[0] ?? -1)) return;
      const path = [...stepsTo(ancestors), `.${key.value}`].join('').replace(/^\./, '');
      const line = lines.linePos(key.range?.[0] ?? 0).line;
      findings.push(
        admissionError(
          'duplicate-field',
          `${key.value} is given twice, again in line ${line}`,
          'keep one of the two',
          path,
        ),
      );
    },
  });
  return findings;
}

function stepsTo(ancestors: readonly unknown[]): string[] {
  return ancestors.flatMap((ancestor, index) => {
    if (isPair(ancestor)) return [`.${isScalar(ancestor.key) ? ancestor.key.value : ''}`];
    const child = ancestors[index + 1];
    const items: readonly unknown[] =
      typeof ancestor === 'object' && ancestor !== null && 'items' in ancestor ? (ancestor.items as unknown[]) : [];
    return child !== undefined && !isPair(child) && items.includes(child) ? [`[${items.indexOf(child)}]`] : [];
  });
}
