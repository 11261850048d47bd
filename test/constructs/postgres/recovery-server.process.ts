import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ArchiveTarget, ExternalCluster, Instant, ObjectStore, recovery } from '../../../constructs/index';
import { recoveredCluster } from '../../../manifests/drills/recovered-cluster';
import type { Manifest } from '../../../manifests/object/manifest';
import {
  lsnProblem,
  restorePointProblem,
  timelineProblem,
  timeProblem,
  xidProblem,
} from '../../../values/cnpg/recovery-target';
import { RecoveredPostgres } from '../../support/recovered-postgres';
import { recoveryOptions } from '../../support/recovery-options';
import { cluster } from '../support/cluster';
import { only, refused, render } from '../support/render';

// Each form is given to the real server, which has the last word.

let postgres: RecoveredPostgres;
const NAME = 'größer, und "so" $1 %f';
beforeAll(async () => {
  postgres = await RecoveredPostgres.create(NAME);
}, 60_000);
afterAll(() => postgres.remove());

const OPERATORS = ['1.28.0', '1.28.1'];
const BACKUP = { backupId: '20260101T020000' } as const;

function recoveredTo(target: ArchiveTarget): Manifest {
  const manifests = render((folder) => {
    const store = ObjectStore.fromObjectStoreName('origin');
    const archive = ExternalCluster.fromArchive({ store, serverName: 'origin' });
    cluster(folder, { bootstrap: recovery({ database: 'd', owner: 'o', from: 'archive', archive, target }) });
  });
  expect(refused(manifests)).toEqual([]);
  return only(manifests, 'Cluster');
}

describe('what a recovery target makes', () => {
  it.each<[string, (at: RecoveredPostgres['moment']) => ArchiveTarget, readonly number[]]>([
    ['the latest timeline', () => ({ kind: 'latest', timeline: 'latest' }), [1, 2]],
    ['a timeline', () => ({ kind: 'latest', timeline: '1' }), [1, 2]],
    ['a time', ({ time }) => ({ kind: 'time', time: Instant.parse(time) }), [1]],
    ['a time, exclusive', ({ time }) => ({ kind: 'time', time: Instant.parse(time), exclusive: true }), [1]],
    ['an LSN', ({ lsn }) => ({ kind: 'lsn', lsn }), [1]],
    ['a transaction', ({ xid }) => ({ kind: 'xid', xid, ...BACKUP }), [1]],
    ['a transaction, exclusive', ({ xid }) => ({ kind: 'xid', xid, exclusive: true, ...BACKUP }), []],
    ['a restore point', ({ name }) => ({ kind: 'name', name, ...BACKUP }), [1]],
    ['the end of the base backup', () => ({ kind: 'immediate', ...BACKUP }), []],
  ])('%s', async (_, target, rows) => {
    const recovered = recoveredTo(target(postgres.moment));
    const [old, repaired] = OPERATORS.map((operator) => recoveryOptions(recovered, operator));
    expect(old).toEqual(repaired);
    expect(await postgres.recover(old ?? [])).toEqual(rows);
  });

  it('starts with the target of a drill', async () => {
    const origin = { id: 'restore-1', namespace: 'shop', cluster: 'db' };
    const parameters = { barmanObjectName: 'backups' };
    const plugins = [{ name: 'barman-cloud.cloudnative-pg.io', isWALArchiver: true, parameters }];
    const source: Manifest = {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      metadata: { name: 'db' },
      spec: { plugins },
    };
    const targetTime = Instant.parse(postgres.moment.time).toString();
    expect(targetTime).toMatch(/Z$/);
    const recovered = recoveredCluster(origin, source, { name: 'r', targetTime, database: 'd', owner: 'o' });
    expect(await postgres.recover(recoveryOptions(recovered ?? source, '1.28.0'))).toEqual([1]);
  });
});

const utc = (targetTime: string, operator: string) =>
  recoveryOptions({ spec: { bootstrap: { recovery: { recoveryTarget: { targetTime } } } } }, operator);

it.each(['2026-11-28T18:40:39Z', '2026-11-28T18:40:39+00:00', '2026-11-28T18:40:39.25-00:00'])(
  'refuses %s as operators below 1.28.1 write it, and takes it from later ones',
  async (time) => {
    const [before, after] = await Promise.all([utc(time, '1.28.0'), utc(time, '1.28.1')]);
    expect(await postgres.refusal(before)).toMatch(
      /invalid value for parameter "recovery_target_time": "2026-11-28 18:40:39\.\d{6}Z"/,
    );
    expect(await postgres.refusal(after)).toBeUndefined();
  },
);

describe('the server refuses exactly what is said to be refused', () => {
  const TABLES: Record<
    string,
    { readonly problem: (text: string) => string | undefined; readonly values: readonly string[] }
  > = {
    recovery_target_time: {
      problem: timeProblem,
      values: [
        ...['2026-11-28 18:40:39.000000+00', '2026-11-28 18:40:39+00:00', '2026-11-28 18:40:39', '2026-11-28'],
        ...[
          '2026-11-28T18:40:39',
          '2026-11-28T8:40:39+02:00',
          '2026-11-28 18:40:39 UTC',
          '0044-03-15 BC',
          '2024-02-29',
        ],
        ...[
          '2026-11-28 24:00:00+00',
          '2026-11-28 18:40:60+00',
          '2026-11-28 18:40:39+15:59',
          '2026-11-28 18:40:39-02:00:30',
        ],
        ...['12026-11-28', '2026-11-28 18:40:39.+5', '2026-11-28 18:40:39.1234567+00', '2026-11-28 18:40:39+00 BC'],
        ...['2026-11-28 18:40:39Z', '2026-11-28 18:40:39.000000Z', '2026-11-28T18:40:39Z', '2026-11-28 18:40:39Z BC'],
        ...[
          '2026-13-45 99:99:99',
          '2026-02-30',
          '2025-02-29',
          '2100-02-29',
          '0000-01-01',
          '300000-01-01',
          '2026-11-00',
        ],
        ...['2026-11-28 24:00:01', '2026-11-28 23:60:00', '2026-11-28 18:40:61', '2026-11-28 25:00:00'],
        ...['2026-11-28 18:40:39+16', '2026-11-28 18:40:39-16:00', '2026-11-28T18:40:39+24:00'],
      ],
    },
    recovery_target_lsn: {
      problem: lsnProblem,
      values: [
        '0/0',
        '0/3000060',
        'abc/DEF',
        'FFFFFFFF/FFFFFFFF',
        '1FFFFFFFF/1',
        '0/100000000',
        '000000001/1',
        'g/1',
        '0',
        '0/',
      ],
    },
    recovery_target_name: {
      problem: restorePointProblem,
      values: [
        ...['a'.repeat(63), 'é'.repeat(31), 'two words', 'a "quoted" one', '%f $1 #', 'a'.repeat(64), 'é'.repeat(32)],
        ...["quote's", 'two\nlines', 'ends with \\'],
      ],
    },
    recovery_target_timeline: { problem: timelineProblem, values: ['latest', '1', '4294967295'] },
    recovery_target_xid: {
      problem: xidProblem,
      values: ['1', '4294967295', '18446744073709551615', '18446744073709551616'],
    },
  };
  it.each(
    Object.entries(TABLES).flatMap(([name, { problem, values }]) =>
      values.map((value) => [name, value, problem] as const),
    ),
  )('%s = %j', async (name, value, problem) => {
    const refused = (await postgres.refusal([`${name} = '${value}'`])) !== undefined;
    expect(problem(value) !== undefined).toBe(refused);
  });
});

it.each([
  ['a word', 'abc'],
  ['nothing', '0'],
])('never meets a transaction that is %s', async (_, xid) => {
  expect(xidProblem(xid)).toContain('is not a transaction ID');
  await expect(postgres.recover([`recovery_target_xid = '${xid}'`])).rejects.toThrow(
    'FATAL: recovery ended before configured recovery target was reached',
  );
});

it('takes a leading zero for octal, and a backslash for an escape', async () => {
  const octal = `0${Number(postgres.moment.xid).toString(8)}`;
  expect(xidProblem(octal)).toContain('without a leading zero');
  expect(await postgres.recover([`recovery_target_xid = '${octal}'`])).toEqual([1]);
  expect(restorePointProblem('a\\d')).toContain('has a backslash');
  const setting = ["recovery_target_name = 'a\\d'"];
  expect([await postgres.refusal(setting), await postgres.setting('recovery_target_name', setting)]).toEqual([
    undefined,
    'ad',
  ]);
});

it.each<[ArchiveTarget, string]>([
  [
    { kind: 'lsn', lsn: '1FFFFFFFF/1' },
    'bootstrap: target.lsn "1FFFFFFFF/1" is not two hexadecimal numbers of at most eight',
  ],
  [{ kind: 'xid', xid: 'abc', ...BACKUP }, 'bootstrap: target.xid "abc" is not a transaction ID'],
  [{ kind: 'xid', xid: '4294967296', ...BACKUP }, 'does not fit into 32 bits: leave out the epoch'],
  [{ kind: 'name', name: "it's", ...BACKUP }, 'bootstrap: target.name "it\'s" has a quote'],
  [{ kind: 'name', name: 'é'.repeat(32), ...BACKUP }, 'has 64 bytes: at most 63 are allowed'],
  [{ kind: 'latest', timeline: '0' }, 'bootstrap: target.timeline "0" is not latest or a number from 1'],
])('no construct makes %j', (target, message) => {
  expect(() => recoveredTo(target)).toThrow(message);
});
