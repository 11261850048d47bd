import { expect, it } from 'vitest';
import { cnpgKind } from '../../../rules/expert/cnpg-kind';
import { verdicts } from './support';

const of = (apiVersion: string, kind: string) => ({ apiVersion, kind, metadata: { name: 'a', namespace: 'shop' } });

it.each([
  ['Poolr', 'write Pooler instead of Poolr'],
  ['ScheduledBackups', 'write ScheduledBackup instead of ScheduledBackups'],
  ['__proto__', /^write one of Backup, Cluster, .*Subscription, FailoverQuorum$/],
])('refuses kind %s of CNPG', (kind, fix) => {
  expect(verdicts(cnpgKind, [of('postgresql.cnpg.io/v1', kind)])).toEqual([
    { path: 'kind', message: `"${kind}" is not a kind of postgresql.cnpg.io`, fix: expect.stringMatching(fix) },
  ]);
});

it('keeps the kinds of the two groups apart', () => {
  const [found] = verdicts(cnpgKind, [of('barmancloud.cnpg.io/v1', 'Cluster')]);
  expect(found?.fix).toBe('write one of ObjectStore');
});

it.each([
  ['postgresql.cnpg.io/v1', 'Cluster'],
  ['postgresql.cnpg.io/v1', 'DatabaseRole'],
  ['postgresql.cnpg.io/v1', 'FailoverQuorum'],
  ['barmancloud.cnpg.io/v1', 'ObjectStore'],
  ['example.com/v1', 'Poolr'],
  ['v1', 'Secret'],
])('takes %s %s', (apiVersion, kind) => {
  expect(verdicts(cnpgKind, [of(apiVersion, kind)])).toEqual([]);
});
