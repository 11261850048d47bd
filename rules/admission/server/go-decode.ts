import { show } from '../../../manifests/object/json';
import { InvalidValueError } from '../../../values/text/invalid-value';
import { parseGoTime } from '../../../values/time/date-time';
import { parseGoDuration } from '../../../values/time/go-duration';
import { type Path, pathText } from '../path';
import { quantityOf } from '../webhook/quantity';
import { descend } from './descend';
import type { Node } from './node';
import { typeProblem } from './structure-stage';

export type OnDecodeProblem = (rule: string, path: string, message: string, fix: string) => void;

/** Fields that are strings to the schema and durations to CNPG's Go types. */
const DURATIONS = new Set(['spec.monitoring.metricsQueriesTTL', 'spec.replica.minApplyDelay']);
const DURATION_FIELDS = new Set([...DURATIONS].map((path) => path.slice(path.lastIndexOf('.') + 1)));
const TIMES: ReadonlySet<string | undefined> = new Set(['go-time', 'date-time']);
const RULE = 'go-decode';
/** The only number that may be negative in the schema but not in Go: in the relabelings of a PodMonitor. */
const UNSIGNED = 'modulus';

/**
 * Values that do not fit CNPG's Go types: wrong types, and some values that the schema accepts. CNPG refuses them without naming the
 * field. Go treats null as absent, and a quantity may be any number.
 */
export function decodeProblems(value: unknown, node: Node, path: Path, report: OnDecodeProblem): void {
  if (value === null) return;
  const wrong = node.quantity && typeof value === 'number' ? undefined : typeProblem(value, node);
  if (wrong !== undefined) {
    report(wrong.rule, pathText(path), wrong.message, wrong.fix);
    return;
  }
  if (typeof value !== 'object') scalarProblem(value, node, path, report);
  else descend(value, node, path, (below, schema) => decodeProblems(below, schema, path, report));
}

function scalarProblem(value: unknown, node: Node, path: Path, report: OnDecodeProblem): void {
  if (node.quantity) {
    if (quantityOf(value) !== undefined) return;
    report(RULE, pathText(path), `${show(value)} is not a quantity`, 'write a number with a unit, such as 4Gi or 500m');
  } else if (typeof value === 'string') textProblem(value, node, path, report);
  else if (typeof value === 'number' && node.format === 'int32' && (value > 2 ** 31 - 1 || value < -(2 ** 31))) {
    report(RULE, pathText(path), `${value} does not fit 32 bits`, 'use a smaller number');
  } else if (typeof value === 'number' && path.at(-1) === UNSIGNED && value < 0) {
    report(RULE, pathText(path), `${value} is negative`, 'use a number from 0 on');
  }
}

function textProblem(value: string, node: Node, path: Path, report: OnDecodeProblem): void {
  if (TIMES.has(node.format) && parseGoTime(value) === undefined) {
    report(RULE, pathText(path), `${show(value)} is not an RFC 3339 date and time`, 'write it as 2026-01-31T23:59:59Z');
  }
  if (isDuration(path) && durationOf(value) === undefined) {
    report(
      RULE,
      pathText(path),
      `${show(value)} is not a duration`,
      'write it as 30s, 10m or 1h30m: there is no unit for days',
    );
  }
}

/** Whether a text in a field of this name may be more than a text: a time, or a duration somewhere. */
export function mayBeTime({ format }: Node, field: string): boolean {
  return TIMES.has(format) || DURATION_FIELDS.has(field);
}

export function isDuration(path: Path): boolean {
  return path.length === 3 && DURATIONS.has(path.join('.'));
}

/** Nanoseconds; undefined if Go's `time.ParseDuration` refuses. */
export function durationOf(text: string): bigint | undefined {
  try {
    return parseGoDuration(text);
  } catch (error) {
    if (error instanceof InvalidValueError) return undefined;
    throw error;
  }
}
