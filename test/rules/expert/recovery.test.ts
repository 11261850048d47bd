import { externalClusterConnection } from '../../../rules/expert/external-cluster-connection';
import { initdbLocale } from '../../../rules/expert/initdb-locale';
import { initdbOwnerDefault } from '../../../rules/expert/initdb-owner-default';
import { initdbOwnerManaged } from '../../../rules/expert/initdb-owner-managed';
import { recoveryApplicationDatabase } from '../../../rules/expert/recovery-application-database';
import { recoveryBackupMissing } from '../../../rules/expert/recovery-backup-missing';
import { recoverySnapshotIncomplete } from '../../../rules/expert/recovery-snapshot-incomplete';
import { recoverySourceAmbiguous } from '../../../rules/expert/recovery-source-ambiguous';
import { recoverySourceMissing } from '../../../rules/expert/recovery-source-missing';
import { recoveryStanza } from '../../../rules/expert/recovery-stanza';
import { recoveryTargetRefused } from '../../../rules/expert/recovery-target-refused';
import { recoveryTargetUtc } from '../../../rules/expert/recovery-target-utc';
import { recoveryTargetZone } from '../../../rules/expert/recovery-target-zone';
import { replicaTopology } from '../../../rules/expert/replica-topology';
import { cluster, dependent, table, withMetadata } from './support';

const recovery = (fields: unknown, spec: Record<string, unknown> = {}) =>
  cluster({ bootstrap: { recovery: fields }, ...spec });
const initdb = (fields: unknown, spec: Record<string, unknown> = {}) =>
  cluster({ bootstrap: { initdb: fields }, ...spec });
const target = (targetTime: string) => [recovery({ source: 'x', recoveryTarget: { targetTime } })];

table(recoverySourceMissing, [
  ['an empty one', [recovery({})], ['the recovery names no source']],
  ['an empty source', [recovery({ source: '', database: 'x' })], ['the recovery names no source']],
  [
    'each of the three',
    [recovery({ source: 'x' }), recovery({ backup: { name: 'x' } }), recovery({ volumeSnapshots: {} })],
    [],
  ],
]);

table(recoverySourceAmbiguous, [
  ['two', [recovery({ source: 'x', backup: { name: 'y' } })], ['both source "x" and Backup "y"']],
  ['one', [recovery({ source: 'x' })], []],
]);

table(recoveryBackupMissing, [
  [
    'elsewhere',
    [recovery({ backup: { name: 'b' } }), withMetadata(dependent('Backup', 'b', {}), { namespace: 'other' })],
    ['is in other, not in shop'],
  ],
  ['here', [recovery({ backup: { name: 'b' } }), dependent('Backup', 'b', {})], []],
  ['unknown', [recovery({ backup: { name: 'b' } })], []],
]);

table(recoveryTargetZone, [
  ['without a zone', target('2026-01-02 03:04:05'), ['"2026-01-02 03:04:05" has no time zone']],
  ['a T and a fraction', target('2026-01-02T03:04:05.123'), ['has no time zone']],
  ['UTC', target('2026-01-02T03:04:05Z'), []],
  ['an offset', target('2026-01-02 03:04:05+02'), []],
  ['none', [recovery({ source: 'x' })], []],
]);

table(recoveryTargetUtc, [
  [
    'UTC',
    target('2026-01-02T03:04:05Z'),
    ['CNPG 1.28.0 writes "2026-01-02T03:04:05Z" as recovery_target_time = \'2026-01-02 03:04:05.000000Z\''],
  ],
  [
    'an offset of nothing',
    target('2026-01-02T03:04:05.1234567-00:00'),
    ["'2026-01-02 03:04:05.123456Z', which PostgreSQL refuses"],
  ],
  ["PostgreSQL's form", target('2026-01-02 03:04:05.000000+00'), []],
  [
    'its form with minutes, and by name',
    [...target('2026-01-02 03:04:05+00:00'), ...target('2026-01-02 03:04:05 UTC')],
    [],
  ],
  ['another offset, which the operator keeps', target('2026-01-02T03:04:05+02:00'), []],
  ['no zone', target('2026-01-02T03:04:05'), []],
  ['what is passed on as it is', target('2026-01-02 03:04:05Z'), []],
  ['what the webhook refuses', target('2026-02-30T03:04:05Z'), []],
  ['an operator that writes a number', target('2026-01-02T03:04:05Z'), [], { target: { operator: '1.28.1' } }],
]);

const targets = (recoveryTarget: object) => [recovery({ source: 'x', recoveryTarget })];
table(recoveryTargetRefused, [
  ['Z after a blank', target('2026-01-02 03:04:05Z'), ["'2026-01-02 03:04:05Z' ends with Z"]],
  ['the 45th', target('2026-13-45 99:99:99'), ['is not a calendar day']],
  ['an offset', target('2026-01-02T03:04:05+24:00'), ["'2026-01-02 03:04:05.000000+24:00' has an offset of more than"]],
  ['an LSN', targets({ targetLSN: '1FFFFFFFF/1' }), ['recovery_target_lsn "1FFFFFFFF/1" is not two hexadecimal']],
  ['a word', targets({ targetXID: 'abc' }), ['recovery_target_xid "abc" is not a transaction ID']],
  ['a quote', targets({ targetName: "it's" }), ['recovery_target_name "it\'s" has a quote']],
  ['a long name', targets({ targetName: 'a'.repeat(64) }), ['has 64 bytes']],
  ["UTC, which is another rule's", target('2026-01-02T03:04:05Z'), []],
  ['a time', target('2026-01-02 03:04:05.000000+00'), []],
  ['no zone', target('2026-01-02 03:04:05'), []],
  ["a form that nobody knows, which is the webhook's", target('tomorrow'), []],
  [
    'others',
    [
      ...targets({ targetLSN: '0/3000060' }),
      ...targets({ targetXID: '18446744073709551615' }),
      ...targets({ targetName: 'before release' }),
    ],
    [],
  ],
  ['none', targets({ targetImmediate: true, targetName: '' }), []],
]);

const snapshots = (fields: object, spec: Record<string, unknown>) => [
  recovery({ volumeSnapshots: { storage: { name: 'd' }, ...fields } }, spec),
];
table(recoverySnapshotIncomplete, [
  ['no WAL', snapshots({}, { walStorage: { size: '1Gi' } }), ['no snapshot for walStorage']],
  [
    'no tablespace',
    snapshots({ tablespaceStorage: { a: { name: 'a' } } }, { tablespaces: [{ name: 'a' }, { name: 'b' }] }),
    ['no snapshot for b'],
  ],
  ['all', snapshots({ walStorage: { name: 'w' } }, { walStorage: { size: '1Gi' } }), []],
]);

table(recoveryStanza, [
  ['a recovery', [recovery({ source: 'x' })], ['goes back to the state of this recovery']],
  ['an initdb', [initdb({})], []],
]);

table(recoveryApplicationDatabase, [
  ['nothing', [recovery({ source: 'x' })], ['the application secret is for "app"']],
  [
    'a base backup',
    [cluster({ bootstrap: { pg_basebackup: { source: 'x' } } })],
    ['the application secret is for "app"'],
  ],
  ['given', [recovery({ source: 'x', database: 'd', owner: 'o' })], []],
  ['a replica', [recovery({ source: 'x' }, { replica: { enabled: true, source: 'x' } })], []],
  ['one that was promoted', [recovery({ source: 'x' }, { replica: { enabled: false, source: 'x' } })], ['for "app"']],
  ['a replica of a topology, by name', [recovery({ source: 'x' }, { replica: { primary: 'x', source: 'x' } })], []],
  [
    'a replica of a topology, by self',
    [recovery({ source: 'x' }, { replica: { primary: 'shop-db', self: 'y', source: 'x' } })],
    [],
  ],
  [
    'the primary of a topology',
    [recovery({ source: 'x' }, { replica: { primary: 'shop-db', source: 'x' } })],
    ['for "app"'],
  ],
]);

const importFrom = (externalClusters: unknown) => [
  initdb({ import: { type: 'microservice', source: { externalCluster: 'old' } } }, { externalClusters }),
];
table(externalClusterConnection, [
  ['an import from nowhere', importFrom([]), ['there is no external cluster "old"']],
  ['an import without a connection', importFrom([{ name: 'old' }]), ['"old" has no connectionParameters']],
  ['an import', importFrom([{ name: 'old', connectionParameters: { host: 'x' } }]), []],
  [
    'a base backup without a connection',
    [cluster({ bootstrap: { pg_basebackup: { source: 'o' } }, externalClusters: [{ name: 'o' }] })],
    ['"o" has no'],
  ],
  [
    'a base backup from nowhere, which the webhook refuses',
    [cluster({ bootstrap: { pg_basebackup: { source: 'o' } } })],
    [],
  ],
]);

const roles = (...entries: object[]) => ({ managed: { roles: entries } });
const secret = { passwordSecret: { name: 'x' } };
const ofShop = (fields: object) => [initdb({ database: 'shop' }, roles({ name: 'shop', login: true, ...fields }))];
table(initdbOwnerManaged, [
  [
    'the owner',
    [initdb({ database: 'shop', owner: 'own' }, roles({ name: 'other', ...secret }, { name: 'own', ...secret }))],
    ['"own" is the owner of the application database (bootstrap.initdb): its password is set twice'],
  ],
  ['the default owner', ofShop(secret), ['by passwordSecret of this entry']],
  ['app, where nothing is given', [cluster(roles({ name: 'app', ...secret }))], ['"app" is the owner']],
  ['no password', ofShop({ disablePassword: true }), ['by disablePassword of this entry']],
  ['no role', ofShop({ ensure: 'absent' }), ['by ensure of this entry']],
  ['attributes alone, as in the sample of CNPG', [cluster(roles({ name: 'app', login: true, replication: true }))], []],
  ['what decides nothing', ofShop({ ensure: 'present', disablePassword: false, passwordSecret: null }), []],
  ['others', [initdb({ database: 'shop', owner: 'app' }, roles({ name: 'shop', ...secret }))], []],
]);

table(initdbOwnerDefault, [
  ['none', [initdb({ database: 'shop' })], ['so "shop" is the owner']],
  ['one', [initdb({ database: 'shop', owner: 'app' })], []],
  ['neither', [initdb({})], []],
]);

table(initdbLocale, [
  ['none', [initdb({ database: 'shop' })], ['which means C']],
  ['one', [initdb({ localeProvider: 'icu' })], []],
  ['an import, which brings its own', [initdb({ import: {} })], []],
  ['a recovery', [recovery({ source: 'x' })], []],
]);

const member = (name: string, replica: object) => cluster({ replica }, name);
table(replicaTopology, [
  [
    'nobody',
    [member('north', { primary: 'x', source: 'south' }), member('south', { primary: 'x', source: 'north' })],
    ['only north, south'],
  ],
  ['self', [member('north', { primary: 'x', self: 'x' }), member('south', { primary: 'x' })], []],
  ['one of them alone', [member('north', { primary: 'south', source: 'south' })], []],
]);
