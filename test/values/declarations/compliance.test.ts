import { assert, constantFrom, dictionary, integer, option, property, record, string, subarray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AUDIT_CLASSES, type Compliance, type HipaaDeclaration, hipaa } from '../../../values/declarations/compliance';
import { parseCompliance, printCompliance } from '../../../values/declarations/compliance-text';
import { InvalidValueError } from '../../../values/text/invalid-value';
import { Duration } from '../../../values/time/duration';

const GIVEN: HipaaDeclaration = {
  storage: { fast: 'EBS, KMS key b', archive: 'EBS, KMS key a' },
  audit: { classes: ['write', 'read', 'write'] },
  logs: { retention: Duration.months(72), protectedAs: 'security team' },
  access: { runtime: 'api', operations: 'ops' },
  emergencyAccess: 'two people',
  idleSessions: Duration.minutes(15),
  restoreTest: { every: Duration.days(90), by: 'a drill' },
};
const TEXT =
  '{"standard":"hipaa","storage":{"archive":"EBS, KMS key a","fast":"EBS, KMS key b"},"audit":{"classes":["read","write"]},"access":{"runtime":"api","operations":"ops"},"emergencyAccess":"two people","logs":{"retention":"72m","protectedAs":"security team"},"idleSessions":"15m","restoreTest":{"every":"90d","by":"a drill"}}';

it('is printed as one line, in one order, each class once', () => {
  expect(printCompliance(hipaa(GIVEN))).toBe(TEXT);
  const { storage, ...rest } = GIVEN;
  expect(
    printCompliance(hipaa({ ...rest, storage: { archive: storage.archive ?? '', fast: storage.fast ?? '' } })),
  ).toBe(TEXT);
});

it('comes back as values', () => {
  const { idleSessions, logs, restoreTest } = parseCompliance(TEXT);
  expect(idleSessions).toEqual(Duration.minutes(15));
  expect([logs.retention.toRetention(), restoreTest.every.toRetention()]).toEqual(['72m', '90d']);
});

it('comes back as it was printed', () => {
  const text = string({ minLength: 1, unit: 'binary' }).filter((each) => each.trim() !== '');
  const days = integer({ min: 1, max: 9999 }).map((count) => Duration.days(count));
  const arbitrary = record({
    storage: dictionary(text, text, { minKeys: 1 }),
    backups: option(record({ bucketPolicy: text }), { nil: undefined }),
    audit: record({ classes: subarray([...AUDIT_CLASSES], { minLength: 1 }) }),
    logs: record({ retention: days, protectedAs: text }),
    access: record({ runtime: text, readOnly: option(text, { nil: undefined }), operations: text }),
    emergencyAccess: text,
    idleSessions: constantFrom<Compliance['idleSessions']>(Duration.seconds(90), { endedBy: 'the pool' }),
    restoreTest: record({ every: days, by: text }),
  });
  assert(
    property(arbitrary, (given) => {
      const printed = printCompliance(hipaa(given));
      expect(printed).not.toContain('\n');
      expect(printCompliance(parseCompliance(printed))).toBe(printed);
    }),
  );
});

describe('refuses', () => {
  const plain = JSON.parse(TEXT);
  const without = (key: string) => JSON.stringify({ ...plain, [key]: undefined });
  const withValue = (key: string, value: unknown) => JSON.stringify({ ...plain, [key]: value });

  it.each([
    ['hipaa', 'the declaration is not JSON'],
    ['[]', 'compliance is []: give an object'],
    ['null', 'compliance is null: give an object'],
    [withValue('standard', 'pci'), 'compliance standard is "pci": give "hipaa"'],
    [withValue('backup', {}), 'compliance "backup" is not known; write "backups"'],
    [without('storage'), 'compliance storage is missing: give an object'],
    [withValue('storage', {}), 'compliance storage is {}: name a storage class'],
    [withValue('storage', { fast: true }), 'compliance storage["fast"] is true: give a text that describes it'],
    [withValue('audit', { classes: [] }), 'compliance audit.classes is []: give some of read, write, function'],
    [withValue('audit', { classes: ['read', 'all'] }), 'compliance audit.classes is "all": give some of'],
    [
      withValue('logs', { retention: '6 years', protectedAs: 'x' }),
      'compliance logs.retention is "6 years": retention policy',
    ],
    [withValue('logs', { retention: '72m' }), 'compliance logs.protectedAs is missing: give a text that describes it'],
    [withValue('access', { runtime: 'api' }), 'compliance access.operations is missing'],
    [withValue('access', { runtime: 'a', operations: 'b', owner: 'c' }), 'compliance "access.owner" is not known'],
    [
      withValue('idleSessions', '15 minutes'),
      'compliance idleSessions is "15 minutes": "15 minutes" is not a Go duration',
    ],
    [withValue('idleSessions', 15), 'compliance idleSessions is 15: give a text that describes it'],
    [withValue('idleSessions', '0s'), 'compliance idleSessions is "0s": give at least a second'],
    [
      withValue('idleSessions', { endedBy: '' }),
      'compliance idleSessions.endedBy is "": give a text that describes it',
    ],
    [withValue('restoreTest', { every: '0d', by: 'x' }), 'compliance restoreTest.every is "0d": retention policy "0d"'],
    [without('emergencyAccess'), 'compliance emergencyAccess is missing'],
    [withValue('backups', {}), 'compliance backups.bucketPolicy is missing'],
  ])('%s', (text, message) => {
    expect(() => parseCompliance(text)).toThrow(InvalidValueError);
    expect(() => parseCompliance(text)).toThrow(message);
  });

  it('the same when it is printed', () => {
    expect(() => printCompliance(hipaa({ ...GIVEN, emergencyAccess: '' }))).toThrow('compliance emergencyAccess is ""');
  });
});
