import { antiAffinity } from '../../../rules/expert/anti-affinity';
import { emergencyAnnotation } from '../../../rules/expert/emergency-annotation';
import { operatorKnownBug } from '../../../rules/expert/operator-known-bug';
import { pdbSingleInstance } from '../../../rules/expert/pdb-single-instance';
import { pgHbaLine } from '../../../rules/expert/pg-hba-line';
import { poolerTlsNotRequired } from '../../../rules/expert/pooler-tls-not-required';
import { postgresEndOfLife } from '../../../rules/expert/postgres-end-of-life';
import { primaryUpdateMethod } from '../../../rules/expert/primary-update-method';
import { smartShutdownTimeout } from '../../../rules/expert/smart-shutdown-timeout';
import { superuserEnabled } from '../../../rules/expert/superuser-enabled';
import { synchronousElectionConstraint } from '../../../rules/expert/synchronous-election-constraint';
import { synchronousMissing } from '../../../rules/expert/synchronous-missing';
import { synchronousPreferred } from '../../../rules/expert/synchronous-preferred';
import { synchronousQuorum } from '../../../rules/expert/synchronous-quorum';
import { synchronousStandbyNames } from '../../../rules/expert/synchronous-standby-names';
import { tlsNotRequired } from '../../../rules/expert/tls-not-required';
import { zoneSpread } from '../../../rules/expert/zone-spread';
import { archived, cluster, dependent, table, withMetadata } from './support';

const ZONE = 'topology.kubernetes.io/zone';
const synchronous = (fields: Record<string, unknown>, instances = 3, more: Record<string, unknown> = {}) =>
  cluster({ instances, postgresql: { synchronous: { method: 'any', number: 1, ...fields }, ...more } });
const three = (spec: Record<string, unknown>) => cluster({ instances: 3, ...spec });

table(synchronousMissing, [
  ['two instances', [cluster({ instances: 2 })], ['2 instances without synchronous replication']],
  ['one', [cluster({ instances: 1 })], []],
  ['the old way', [cluster({ instances: 3, minSyncReplicas: 1 })], []],
  ['the new way', [synchronous({})], []],
]);

table(synchronousQuorum, [
  ['one of one standby', [synchronous({}, 2)], ['waits for 1 of 1 standbys']],
  ['two of two', [synchronous({ number: 2 })], ['waits for 2 of 2 standbys']],
  ['one of two', [synchronous({})], []],
  ['preferred', [synchronous({ dataDurability: 'preferred' }, 2)], []],
  ['a standby of elsewhere', [synchronous({ standbyNamesPost: ['angus'] }, 2)], []],
  ['more than there are, which the webhook refuses', [synchronous({ number: 3 })], []],
]);

table(synchronousPreferred, [
  ['preferred', [synchronous({ dataDurability: 'preferred' })], ['the primary continues alone when']],
  ['required', [synchronous({ dataDurability: 'required' })], []],
]);

const constraint = { syncReplicaElectionConstraint: { enabled: true, nodeLabelsAntiAffinity: ['zone'] } };
table(synchronousElectionConstraint, [
  ['with the new way', [synchronous({}, 3, constraint)], ['ignored together with synchronous']],
  ['with the old way', [cluster({ minSyncReplicas: 1, postgresql: constraint })], []],
]);

table(synchronousStandbyNames, [
  [
    'only names of elsewhere',
    [synchronous({ maxStandbyNamesFromCluster: 0, standbyNamesPre: ['angus'] })],
    ['commits wait for angus'],
  ],
  ['enough of its own', [synchronous({ maxStandbyNamesFromCluster: 1, standbyNamesPre: ['angus'] })], []],
  [
    'preferred',
    [synchronous({ maxStandbyNamesFromCluster: 0, standbyNamesPre: ['angus'], dataDurability: 'preferred' })],
    [],
  ],
]);

const OWN = { matchLabels: { 'cnpg.io/cluster': 'shop-db' } };
const spread = (fields: Record<string, unknown>) => ({
  topologySpreadConstraints: [
    { topologyKey: ZONE, whenUnsatisfiable: 'DoNotSchedule', maxSkew: 1, labelSelector: OWN, ...fields },
  ],
});
table(zoneSpread, [
  [
    'by host',
    [three({ affinity: { topologyKey: 'kubernetes.io/hostname', podAntiAffinityType: 'required' } })],
    ['nothing spreads'],
  ],
  ['by zone, preferred', [three({ affinity: { topologyKey: ZONE } })], ['nothing spreads']],
  ['where possible', [three(spread({ whenUnsatisfiable: 'ScheduleAnyway' }))], ['nothing spreads']],
  ['two more in one zone', [three(spread({ maxSkew: 2 }))], ['nothing spreads']],
  ['a constraint that counts no pods', [three(spread({ labelSelector: undefined }))], ['nothing spreads']],
  [
    'a constraint over the pods of another cluster',
    [three(spread({ labelSelector: { matchLabels: { 'cnpg.io/cluster': 'other-db' } } }))],
    ['nothing spreads'],
  ],
  ['by zone, required', [three({ affinity: { topologyKey: ZONE, podAntiAffinityType: 'required' } })], []],
  ['a constraint', [three(spread({}))], []],
  ['one instance', [cluster({ instances: 1 })], []],
]);

table(antiAffinity, [
  ['preferred, by default', [three({})], ['different nodes are only preferred']],
  ['off', [three({ affinity: { enablePodAntiAffinity: false, podAntiAffinityType: 'required' } })], ['nothing keeps']],
  ['required', [three({ affinity: { podAntiAffinityType: 'required' } })], []],
]);

table(pdbSingleInstance, [
  ['one', [cluster({ instances: 1 })], ['can never be drained']],
  ['off', [cluster({ instances: 1, enablePDB: false })], []],
  ['two', [cluster({ instances: 2 })], []],
]);

table(primaryUpdateMethod, [
  ['by default', [three({})], ['restart the primary in place']],
  ['restart', [three({ primaryUpdateMethod: 'restart' })], ['restart the primary in place']],
  ['switchover', [three({ primaryUpdateMethod: 'switchover' })], []],
]);

table(smartShutdownTimeout, [
  ['by default', [three({})], ['up to 180 s']],
  ['long', [three({ smartShutdownTimeout: 31 })], ['up to 31 s']],
  ['short', [three({ smartShutdownTimeout: 30 })], []],
]);

table(superuserEnabled, [
  ['true', [cluster({ enableSuperuserAccess: true })], ['postgres gets a password']],
  ['by default', [cluster({})], []],
]);

const hba = (...lines: string[]) => cluster({ postgresql: { pg_hba: lines } });
table(tlsNotRequired, [
  ['nothing', [cluster({})], ['connections without TLS are accepted']],
  ['hostssl alone', [hba('hostssl all all all scram-sha-256')], ['connections without TLS are accepted']],
  ['for one database', [hba('hostnossl shop all all reject')], ['connections without TLS are accepted']],
  ['hostnossl', [hba('hostssl all all all scram-sha-256', 'hostnossl  all all all reject')], []],
  ['IPv4 alone: IPv6 is left', [hba('hostnossl all all 0.0.0.0/0 reject')], ["CNPG's last line accepts them"]],
  [
    'a door before it',
    [hba('host all app all md5', 'hostnossl all all all reject')],
    ['"host all app all md5" accepts them'],
  ],
  [
    'no door before it',
    [hba('hostssl all app all cert', 'host all all 1.2.3.4/32 reject', 'hostnossl all all all reject')],
    [],
  ],
  ['all that is left', [hba('hostssl all all all scram-sha-256', 'host all all all reject')], []],
]);

const pooler = (pgbouncer: Record<string, unknown>) => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Pooler',
  metadata: { name: 'pool', namespace: 'shop' },
  spec: { cluster: { name: 'shop-db' }, pgbouncer },
});
const strict = hba('hostnossl all all all reject');
const mode = (client_tls_sslmode: string) => pooler({ parameters: { client_tls_sslmode } });
const DOOR = 'clients without TLS are accepted, although Cluster shop-db rejects them';
table(poolerTlsNotRequired, [
  ['nothing', [strict, pooler({})], [DOOR]],
  ['a mode that takes whatever comes', [strict, mode('allow')], [DOOR]],
  ['a mode that insists', [strict, mode('verify-ca')], []],
  ['lines that insist', [strict, pooler({ pg_hba: ['hostnossl all all all reject'] })], []],
  ['lines that do not', [strict, pooler({ pg_hba: ['host all all 0.0.0.0/0 scram-sha-256'] })], [DOOR]],
  ['a server that takes them as well', [cluster({}), pooler({})], []],
  ['a server of which nobody knows', [pooler({})], []],
]);

table(pgHbaLine, [
  ['a word too few', [hba('hostssl all all scram-sha-256')], ['is too short']],
  ['another type', [hba('hosttls all all all md5')], ['begins with hosttls']],
  ['another method', [hba('host all all all scram')], ['has "scram" where a method']],
  ['two lines', [hba('host all all all md5\nhost all all all trust')], ['is more than one line']],
  ['an ident map of two', [cluster({ postgresql: { pg_ident: ['map user'] } })], ['has 2 fields']],
  [
    'what PostgreSQL reads',
    [
      hba(
        'local all all peer map=local',
        'host all all 10.0.0.0 255.0.0.0 md5',
        'host "my db" all fe80::/10 ldap ldapserver=x',
        '# comment',
        '',
      ),
      cluster({ postgresql: { pg_ident: ['map user role', 'map /^(.*)@x$ \\1'] } }, 'other'),
    ],
    [],
  ],
]);

const annotated = (annotations: object) => [withMetadata(cluster({}), { annotations })];
table(emergencyAnnotation, [
  [
    'all five',
    annotated({
      'cnpg.io/reconciliationLoop': 'disabled',
      'cnpg.io/fencedInstances': '["shop-db-1"]',
      'cnpg.io/skipEmptyWalArchiveCheck': 'enabled',
      'cnpg.io/skipWalArchiving': 'enabled',
      'cnpg.io/validation': 'disabled',
    }),
    [
      'not running',
      'does not reconcile this Cluster',
      'may hold the WAL of another',
      'no WAL is archived',
      'checks nothing',
    ],
  ],
  ['none', annotated({ 'cnpg.io/fencedInstances': '[]', 'cnpg.io/validation': 'enabled' }), []],
]);

const image = (imageName: string) => [cluster({ imageName })];
table(postgresEndOfLife, [
  ['13 on its last day', image('postgresql:13.22'), [], { now: '2025-11-13T23:00:00Z' }],
  [
    '13 the day after',
    image('postgresql:13.22'),
    ['PostgreSQL 13 has had no fixes since 2025-11-13'],
    { now: '2025-11-14' },
  ],
  ['17 before', image('postgresql:17.7'), [], { now: '2029-01-01' }],
  ['a catalog', [cluster({ imageCatalogRef: { major: 14 } })], ['PostgreSQL 14'], { now: '2027-01-01' }],
]);

const at = (operator: string) => ({ target: { operator } });
const failing = ['(#10409)', '(#10448)'];
const managed = { managed: { roles: [{ name: 'x', passwordSecret: { name: 'x' } }] } };
table(operatorKnownBug, [
  ['three instances on 1.28.0', [three({})], failing, at('1.28.0')],
  ['on 1.28.2', [three({})], failing, at('1.28.2')],
  ['on 1.28.3', [three({})], [], at('1.28.3')],
  ['on 1.29.0', [three({})], failing, at('1.29.0')],
  ['on 1.29.1', [three({})], [], at('1.29.1')],
  ['on 1.30.0', [three({})], [], at('1.30.0')],
  ['on 1.27.4', [three({})], failing, at('1.27.4')],
  ['one instance', [cluster({ instances: 1 })], [], at('1.28.0')],
  [
    'a switchover with an archiver',
    [archived({ instances: 3, primaryUpdateMethod: 'switchover' })],
    ['(#11032)'],
    at('1.28.3'),
  ],
  ['synchronous', [synchronous({})], [...failing, '(#10342)'], at('1.28.1')],
  ['a recovery', [cluster({ bootstrap: { recovery: { source: 'x' } } })], ['(#10818)'], at('1.29.1')],
  ['a role with a password', [cluster(managed)], ['(#10053)', '(#9950)'], at('1.28.1')],
  [
    'two owners of a database',
    [cluster({}), dependent('Database', 'd', { databaseReclaimPolicy: 'delete' })],
    ['(#10870)'],
    at('1.28.3'),
  ],
]);
