import { isSameValue } from '../../manifests/postgres/parameters';
import type { PostgresMajor } from '../../values/cnpg/image';
import { Quantity } from '../../values/kubernetes/quantity';
import { attempt } from '../../values/text/invalid-value';
import { parseCron } from '../../values/time/cron';
import { parseGoDuration } from '../../values/time/go-duration';
import { Instant } from '../../values/time/instant';
import { retentionDays } from '../../values/time/retention';
import { type FieldPath, isBelow, schemaWords } from './path';

const QUANTITY = /(?:^|\.)(?:limits|requests)\.[^.]+$|\.(?:[sS]ize|[sS]izeLimit|storage|shm|temporaryData|divisor)$/;
const DURATION = /\.(?:minApplyDelay|metricsQueriesTTL)$/;

/** Whether two values of a field mean the same: `1Gi` and `1024Mi`, `2GB` and `2048MB`, `7d` and `1w`. */
export function sameValue(path: FieldPath, a: unknown, b: unknown, major: PostgresMajor | undefined): boolean {
  if (a === b) return true;
  if (!isScalar(a) || !isScalar(b)) return false;
  const [left, right] = [String(a), String(b)];
  if (isBelow(path, 'spec.postgresql.parameters')) {
    const name = path.at(-1);
    return major !== undefined && typeof name === 'string' && isSameValue(major, name, left, right);
  }
  const read = readerOf(schemaWords(path).join('.'));
  const [before, after] = [attempt(() => read?.(left)), attempt(() => read?.(right))];
  return before !== undefined && before === after;
}

function readerOf(words: string): ((text: string) => string | bigint | number) | undefined {
  if (QUANTITY.test(words)) return (text) => canonicalQuantity(text);
  if (DURATION.test(words)) return parseGoDuration;
  if (words.endsWith('retentionPolicy')) return retentionDays;
  if (words === 'spec.schedule') return canonicalCron;
  if (words.endsWith('.targetTime')) return (text) => Instant.parse(text).epochMicroseconds;
  return undefined;
}

// The value decides and not the canonical text: 1000Mi and 1048576k are spelt in two formats.
function canonicalQuantity(text: string): string {
  const quantity = Quantity.parse(text);
  return `${quantity.value}/${quantity.milliValue}`;
}

function canonicalCron(text: string): string {
  const { text: _, fieldCount: __, ...cron } = parseCron(text);
  return JSON.stringify(cron);
}

function isScalar(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
