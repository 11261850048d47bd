import { describe, expect, test } from 'vitest';
import { object, planOf } from './objects';

// Kinds that name a Cluster keep it from 1.28.4 and 1.29.2 on.

const SPECS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  Database: { name: 'shop', owner: 'shop' },
  Pooler: { pgbouncer: { poolMode: 'session' } },
  Publication: { name: 'p', dbname: 'shop', target: { allTables: true } },
  ScheduledBackup: { schedule: '0 0 2 * * *' },
  Subscription: { name: 's', dbname: 'shop', externalClusterName: 'origin', publicationName: 'p' },
};

describe.each(Object.keys(SPECS))('another cluster for a %s', (kind) => {
  const named = (name: string) => object(kind, { ...SPECS[kind], cluster: { name } });
  const refused = (operator: string) =>
    planOf([named('a')], [named('b')], operator).changes[0]?.fields.some(({ impact }) => impact === 'rejected');

  test.each([
    ['1.28.0', false],
    ['1.28.4', true],
    ['1.29.2', true],
    ['1.30.0', true],
  ])('operator %s: refused is %s', (operator, isRefused) => {
    expect(refused(operator)).toBe(isRefused);
  });
});
