import { credentials, emergencyAccess, idleSessions, roles } from './access';
import { audit, connectionLog, logRetention, logValues } from './audit';
import { integrity, recoveryWindow, restoreTest } from './contingency';
import { backups, volumeEncryption } from './encryption';
import type { Safeguard } from './safeguard';
import { tenants } from './tenants';
import { authentication, network, transmission } from './transmission';

/** Where each element of a compliant cluster is removed, one at a time. */
const MUTATIONS = 'test/rules/compliance/safeguards.test.ts';

/** The safeguards, in the order in which they are reported. Each is found missing under its own rule. */
export const SAFEGUARDS: readonly Safeguard[] = [
  {
    rule: 'hipaa-roles',
    title: 'Access roles',
    paragraphs: ['164.312(a)(1)', '164.312(c)(1)'],
    proves:
      'the application, readers and operators log in with separate roles, none of which owns the data or bypasses its policies',
    tests: ['test/constructs/roles/database-roles.test.ts', 'test/rules/compliance/access.test.ts', MUTATIONS],
    remains:
      'who may read the Secrets of the roles, who may exec into pods (which means superuser), and the review of both',
    check: roles,
  },
  {
    rule: 'hipaa-credentials',
    title: 'Separate credentials for each role',
    paragraphs: ['164.312(a)(2)(i)', '164.312(d)'],
    proves: 'each role that may log in has its own password or certificate, kept in a Secret and never in git',
    tests: ['test/rules/compliance/access.test.ts', MUTATIONS],
    remains: 'users are people: the application identifies them, and its records say for which of them a statement ran',
    check: credentials,
  },
  {
    rule: 'hipaa-emergency-access',
    title: 'Emergency access',
    paragraphs: ['164.312(a)(2)(ii)'],
    proves: 'it is documented who can access the data when the usual ways fail',
    tests: [MUTATIONS],
    remains: 'the procedure itself, its rehearsal, and the records of its use',
    check: emergencyAccess,
  },
  {
    rule: 'hipaa-idle-sessions',
    title: 'Automatic logoff',
    paragraphs: ['164.312(a)(2)(iii)'],
    proves: 'idle database sessions are ended, by the server or by the declared means',
    tests: ['test/rules/compliance/access.test.ts', MUTATIONS],
    remains: 'sessions of people in the application, at their workstations and in administrators’ tools',
    check: idleSessions,
  },
  {
    rule: 'hipaa-tenants',
    title: 'Separation of tenants',
    paragraphs: ['164.312(a)(1)'],
    proves: 'the database itself shows a session only the rows of its tenant, including in tables of later migrations',
    tests: ['test/constructs/roles/row-level-security.test.ts', 'test/rules/compliance/tenants.test.ts', MUTATIONS],
    remains:
      'the application sets the tenant of each transaction; SELECT * FROM tenancy.leaks() in production shows what row level security does not hold back',
    check: tenants,
  },
  {
    rule: 'hipaa-storage-encryption',
    title: 'Encryption of volumes',
    paragraphs: ['164.312(a)(2)(iv)'],
    proves: 'each volume has a storage class that is declared as encrypted',
    tests: [MUTATIONS],
    remains: 'that the class encrypts as declared, and the keys: who may use, rotate and delete them',
    check: volumeEncryption,
  },
  {
    rule: 'hipaa-backup-encryption',
    title: 'Encryption of backups',
    paragraphs: ['164.312(a)(2)(iv)'],
    proves: 'base backups and WAL are stored encrypted, because each upload requests it or the bucket enforces it',
    tests: [MUTATIONS],
    remains: 'the policy of the bucket, its versions and locks, and the keys',
    check: backups,
  },
  {
    rule: 'hipaa-audit',
    title: 'Audit of statements',
    paragraphs: ['164.312(b)'],
    proves: 'pgAudit records each statement of the declared classes with role, relation and time',
    tests: ['test/rules/compliance/audit.test.ts', MUTATIONS],
    remains: 'somebody reviews the records; reads are recorded only where the class read is declared',
    check: audit,
  },
  {
    rule: 'hipaa-connection-log',
    title: 'Log of connections',
    paragraphs: ['164.308(a)(5)(ii)(C)', '164.312(b)'],
    proves: 'each connection, refused or not, is recorded with role, address and duration',
    tests: ['test/rules/compliance/log-live.test.ts', 'test/rules/compliance/audit.test.ts', MUTATIONS],
    remains: 'alerts on failed attempts',
    check: connectionLog,
  },
  {
    rule: 'hipaa-log-values',
    title: 'No values in logs',
    paragraphs: ['164.312(a)(1)'],
    proves: 'values of parameters, and statements other than slow ones, stay out of the logs',
    tests: ['test/rules/compliance/log-live.test.ts', 'test/rules/compliance/audit.test.ts', MUTATIONS],
    remains:
      'literals of slow statements and values in error messages are still logged: logs are protected data, and applications pass values as parameters',
    check: logValues,
  },
  {
    rule: 'hipaa-log-retention',
    title: 'Retention and protection of logs',
    paragraphs: ['164.312(b)', '164.316(b)(2)(i)'],
    proves: 'it is documented how long logs are kept, where, and who may read them',
    tests: [MUTATIONS],
    remains:
      'the collection itself. The law requires six years for policies and records of actions; whether logs are such records is for the organisation to decide',
    check: logRetention,
  },
  {
    rule: 'hipaa-integrity',
    title: 'Durable writes',
    paragraphs: ['164.312(c)(1)'],
    proves: 'what is acknowledged is on disk and intact after a crash',
    tests: [MUTATIONS],
    remains: 'whether the application writes correct data',
    check: integrity,
  },
  {
    rule: 'hipaa-authentication',
    title: 'Authentication',
    paragraphs: ['164.312(d)'],
    proves:
      'every client proves its identity with SCRAM, a certificate or a directory, never with a plain-text password',
    tests: ['test/constructs/postgres/tls.test.ts', 'test/rules/compliance/transmission.test.ts', MUTATIONS],
    remains: 'strength and rotation of passwords, which the application’s clients receive from Secrets',
    check: authentication,
  },
  {
    rule: 'hipaa-transmission',
    title: 'TLS on every connection',
    paragraphs: ['164.312(e)(1)', '164.312(e)(2)(i)', '164.312(e)(2)(ii)'],
    proves: 'server and poolers reject network connections without TLS 1.2 or later',
    tests: ['test/constructs/postgres/tls.test.ts', 'test/rules/compliance/transmission.test.ts', MUTATIONS],
    remains: 'clients verify the server (sslmode=verify-full); those that are declared here do',
    check: transmission,
  },
  {
    rule: 'hipaa-network',
    title: 'Network',
    paragraphs: ['164.312(a)(1)', '164.312(e)(1)'],
    proves: 'a NetworkPolicy selects every instance, and allows only the clients it names on port 5432',
    tests: ['test/constructs/network/matrix.test.ts', 'test/rules/compliance/transmission.test.ts', MUTATIONS],
    remains: 'a network plugin that enforces policies, and access from addresses outside the Kubernetes cluster',
    check: network,
  },
  {
    rule: 'hipaa-recovery-window',
    title: 'Backups and recovery to any second',
    paragraphs: ['164.308(a)(7)(ii)(A)', '164.308(a)(7)(ii)(B)'],
    proves: 'WAL is archived, base backups are scheduled, and both are kept for the promised window',
    tests: ['test/rules/objectives/promises.test.ts', MUTATIONS],
    remains: 'alerts on an archive that fails, and the plan for the loss of everything else',
    check: recoveryWindow,
  },
  {
    rule: 'hipaa-restore-test',
    title: 'Restores are tested',
    paragraphs: ['164.308(a)(7)(ii)(D)', '164.308(a)(7)(ii)(B)'],
    proves: 'it is documented how often, and by which means, a restore is tested',
    tests: ['test/commands/drill/proofs.test.ts', MUTATIONS],
    remains: 'doing it; the report of the last one is below, if one is kept',
    check: restoreTest,
  },
];
