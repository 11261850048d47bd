import { InvalidValueError } from '../text/invalid-value';
import { nameProblem } from '../text/keys';
import { Duration } from '../time/duration';
import { type Retention, retentionDays } from '../time/retention';
import { AUDIT_CLASSES, type AuditClass, type Compliance } from './compliance';

type Plain = Readonly<Record<string, unknown>>;

/** One line of JSON, always in the same order. @throws InvalidValueError for a value that is not allowed */
export function printCompliance(given: Compliance): string {
  return JSON.stringify(plainOf(parsed(plainOf(given))));
}

/** Reads what `printCompliance` wrote. @throws InvalidValueError for what is no JSON, what is missing or unknown, and values that are not allowed */
export function parseCompliance(text: string): Compliance {
  let plain: unknown;
  try {
    plain = JSON.parse(text);
  } catch {
    throw new InvalidValueError('the declaration is not JSON: write compliance: hipaa({ … }), and let synth write it');
  }
  return parsed(plain);
}

function parsed(value: unknown): Compliance {
  const given = group('', value, [
    'standard',
    'storage',
    'backups',
    'audit',
    'logs',
    'access',
    'emergencyAccess',
    'idleSessions',
    'restoreTest',
  ]);
  if (given.standard !== 'hipaa') throw problem('standard', given.standard, 'give "hipaa"');
  const logs = group('logs', given.logs, ['retention', 'protectedAs']);
  const access = group('access', given.access, ['runtime', 'readOnly', 'operations']);
  const restoreTest = group('restoreTest', given.restoreTest, ['every', 'by']);
  return {
    standard: 'hipaa',
    storage: storageOf(given.storage),
    ...(given.backups !== undefined && {
      backups: {
        bucketPolicy: sentence('backups.bucketPolicy', group('backups', given.backups, ['bucketPolicy']).bucketPolicy),
      },
    }),
    audit: { classes: classesOf(group('audit', given.audit, ['classes']).classes) },
    logs: {
      retention: retention('logs.retention', logs.retention),
      protectedAs: sentence('logs.protectedAs', logs.protectedAs),
    },
    access: {
      runtime: sentence('access.runtime', access.runtime),
      ...(access.readOnly !== undefined && { readOnly: sentence('access.readOnly', access.readOnly) }),
      operations: sentence('access.operations', access.operations),
    },
    emergencyAccess: sentence('emergencyAccess', given.emergencyAccess),
    idleSessions: idleSessionsOf(given.idleSessions),
    restoreTest: {
      every: retention('restoreTest.every', restoreTest.every),
      by: sentence('restoreTest.by', restoreTest.by),
    },
  };
}

/** With times as texts. */
function plainOf({ logs, idleSessions, restoreTest, ...rest }: Compliance): Plain {
  return {
    ...rest,
    logs: { ...logs, retention: logs.retention.toRetention() },
    idleSessions: idleSessions instanceof Duration ? idleSessions.toGoDuration() : idleSessions,
    restoreTest: { ...restoreTest, every: restoreTest.every.toRetention() },
  };
}

function storageOf(value: unknown): Readonly<Record<string, string>> {
  const classes = Object.entries(group('storage', value));
  if (classes.length === 0)
    throw problem('storage', value, "name a storage class: { 'gp3-encrypted': 'EBS, KMS key …' }");
  const sorted = classes.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, by]) => [name, sentence(`storage["${name}"]`, by)]));
}

function classesOf(value: unknown): readonly AuditClass[] {
  const given: readonly unknown[] = Array.isArray(value) ? value : [];
  const wrong = given.find((each) => !AUDIT_CLASSES.some((known) => known === each));
  if (given.length === 0 || wrong !== undefined) {
    throw problem('audit.classes', wrong ?? value, `give some of ${AUDIT_CLASSES.join(', ')}`);
  }
  return AUDIT_CLASSES.filter((each) => given.includes(each));
}

function idleSessionsOf(value: unknown): Compliance['idleSessions'] {
  if (typeof value === 'object' && value !== null) {
    return { endedBy: sentence('idleSessions.endedBy', group('idleSessions', value, ['endedBy']).endedBy) };
  }
  const text = sentence('idleSessions', value);
  const time = named('idleSessions', value, () => Duration.parse(text));
  if (time.toSeconds() === 0) throw problem('idleSessions', value, 'give at least a second: 0 disables the limit');
  return time;
}

function retention(path: string, value: unknown): Retention {
  const policy = sentence(path, value);
  named(path, value, () => retentionDays(policy));
  return { toRetention: () => policy };
}

function sentence(path: string, value: unknown): string {
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw problem(path, value, 'give a text that describes it');
}

function group(path: string, value: unknown, allowed?: readonly string[]): Plain {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw problem(path, value, 'give an object');
  const unknown = allowed && nameProblem(value, allowed, path);
  if (unknown === undefined) return value as Plain;
  throw new InvalidValueError(`compliance ${unknown.message}`, unknown.word);
}

function named<T>(path: string, value: unknown, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof InvalidValueError)) throw error;
    throw problem(path, value, error.message);
  }
}

function problem(path: string, value: unknown, what: string): InvalidValueError {
  const given = value === undefined ? 'missing' : JSON.stringify(value);
  return new InvalidValueError(`compliance${path === '' ? '' : ` ${path}`} is ${given}: ${what}`);
}
