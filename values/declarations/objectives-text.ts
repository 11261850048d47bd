import { InvalidValueError } from '../text/invalid-value';
import { nameProblem } from '../text/keys';
import { Duration } from '../time/duration';
import { type Retention, retentionDays } from '../time/retention';
import type { Objectives } from './objectives';

type Plain = string | number;
interface Field {
  readonly path: string;
  print(value: unknown): Plain;
  parse(value: unknown): unknown;
}

const FIELDS: readonly Field[] = [
  ...['rpo.failover', 'rpo.disaster'].map(duration),
  ...['podLoss', 'nodeLoss', 'zoneLoss', 'partition'].map((fault) => duration(`rto.${fault}`)),
  field(
    'pitrWindow',
    (text) => retention(String(text)),
    (value) => (value as Retention).toRetention(),
  ),
  field('availability', (value) => checked(value, 'a number above 0 and below 100', (n) => n > 0 && n < 100)),
  whole('zones', 1),
  field('tls', (value) => oneOf(value, 'required')),
  whole('latency.p99Milliseconds', 1),
  ...['nodeMonitorGracePeriod', 'nodeMonitorPeriod', 'nodeStatusUpdateFrequency'].map((name) =>
    duration(`platform.${name}`),
  ),
  whole('platform.operatorReplicas', 1),
  whole('platform.operatorTcpRetries2', 1, 15),
  whole('platform.pluginReplicas', 1),
  whole('platform.restoreCallMilliseconds', 1),
  field('platform.sidecarCores', (value) => checked(value, 'a number above 0', (n) => n > 0 && Number.isFinite(n))),
  ...['standbyTcpUserTimeout', 'walUpload'].map((name) => duration(`platform.${name}`)),
  whole('platform.restartsPerMonth', 0),
  whole('platform.failuresPerMonth', 0),
];

/** One line of JSON, always in the same order. @throws InvalidValueError for a value that is not allowed */
export function printObjectives(objectives: Objectives): string {
  const plain: Record<string, unknown> = {};
  for (const { path, print, parse } of FIELDS) {
    const value = lookUp(objectives, path);
    if (value === undefined) continue;
    const printed = print(value);
    named(path, printed, () => parse(printed));
    assign(plain, path, printed);
  }
  return JSON.stringify(plain);
}

/** Reads what `printObjectives` wrote. @throws InvalidValueError for what is no JSON, for unknown fields and for values that are not allowed */
export function parseObjectives(text: string): Objectives {
  const plain = parseJson(text);
  const parsed: Record<string, unknown> = {};
  const unknown = leavesOf(plain).find((path) => FIELDS.every((each) => each.path !== path));
  if (unknown !== undefined) {
    const { message, word } =
      nameProblem(
        { [unknown]: true },
        FIELDS.map(({ path }) => path),
      ) ?? {};
    throw new InvalidValueError(`objective ${message}`, word);
  }
  for (const { path, parse } of FIELDS) {
    const value = lookUp(plain, path);
    if (value !== undefined)
      assign(
        parsed,
        path,
        named(path, value, () => parse(value)),
      );
  }
  return parsed;
}

function field(path: string, parse: (value: unknown) => unknown, print = (value: unknown) => value as Plain): Field {
  return { path, parse, print };
}

function duration(path: string): Field {
  return field(
    path,
    (text) => Duration.parse(String(text)),
    (value) => (value as Duration).toGoDuration(),
  );
}

function whole(path: string, min: number, max = Number.MAX_SAFE_INTEGER): Field {
  const allowed =
    max === Number.MAX_SAFE_INTEGER ? `a whole number from ${min}` : `a whole number from ${min} to ${max}`;
  return field(path, (value) => checked(value, allowed, (n) => Number.isInteger(n) && n >= min && n <= max));
}

function retention(policy: string): Retention {
  retentionDays(policy);
  return { toRetention: () => policy };
}

function checked(value: unknown, allowed: string, holds: (value: number) => boolean): number {
  if (typeof value === 'number' && holds(value)) return value;
  throw new InvalidValueError(`give ${allowed}`);
}

function oneOf(value: unknown, allowed: string): unknown {
  if (value === allowed) return value;
  throw new InvalidValueError(`give "${allowed}", or leave it out`);
}

function named<T>(path: string, value: unknown, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof InvalidValueError)) throw error;
    throw new InvalidValueError(`objective ${path} is ${JSON.stringify(value)}: ${error.message}`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidValueError(
      `the objectives are not JSON: write, for example, {"rto":{"podLoss":"30s"}}, or let synth write them`,
    );
  }
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function leavesOf(value: unknown, path = ''): string[] {
  if (!isGroup(value)) return [path];
  return Object.entries(value).flatMap(([key, each]) => leavesOf(each, path === '' ? key : `${path}.${key}`));
}

function lookUp(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((here, key) => (isGroup(here) && Object.hasOwn(here, key) ? here[key] : undefined), value);
}

function assign(into: Record<string, unknown>, path: string, value: unknown): void {
  const [group = '', key] = path.split('.');
  if (key === undefined) into[group] = value;
  else into[group] = { ...(into[group] as object | undefined), [key]: value };
}
