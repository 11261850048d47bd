import { describe, expect, it } from 'vitest';
import {
  addRecoveries,
  DatabaseNetwork,
  DatabaseRoles,
  Duration,
  type Folder,
  Instant,
  initdb,
  PostgresClusterFromBackup,
  type PostgresClusterProps,
  RowLevelSecurity,
  recoveriesFrom,
  Schedule,
  Secret,
} from '../../../constructs/index';
import { type Manifest, record } from '../../../manifests/object/manifest';
import { Index } from '../../../manifests/object/object-index';
import { proveCompliance } from '../../../rules/compliance';
import { type HipaaDeclaration, hipaa } from '../../../values/declarations/compliance';
import { cluster, store } from '../support/cluster';
import { at, only, refused, render } from '../support/render';

const ANNOTATION = 'cnpg-gitops/compliance';
const DECLARATION: HipaaDeclaration = {
  storage: { encrypted: 'EBS, KMS key alias/orders' },
  backups: { bucketPolicy: 'statement DenyUnencrypted' },
  audit: { classes: ['ddl', 'role', 'write'] },
  logs: { retention: Duration.months(72), protectedAs: 'security team' },
  access: { runtime: 'orders_api', operations: 'orders_operations' },
  emergencyAccess: 'two people on call',
  idleSessions: { endedBy: 'the pool' },
  restoreTest: { every: Duration.days(90), by: 'a drill' },
};
const compliance = hipaa(DECLARATION);

/** What a declaration sets in addition to what is declared anyway. */
const SET = {
  'pgaudit.log': 'write,role,ddl',
  'pgaudit.log_catalog': 'off',
  'pgaudit.log_relation': 'on',
  'pgaudit.log_statement': 'off',
  log_disconnections: 'on',
  log_parameter_max_length: '0',
  log_min_error_statement: 'panic',
  log_connections: 'on',
};

const parametersOf = (manifest: Manifest) => at(manifest, 'spec.postgresql.parameters');

/** A cluster with roles, tenants, network and backups, as the library makes them. */
function shop(folder: Folder, props: Partial<PostgresClusterProps> = {}) {
  const password = (name: string) => Secret.fromSecretName(`orders-db-${name}`);
  const roles = new DatabaseRoles(folder, 'Roles', {
    name: 'orders-db-roles',
    owner: 'app',
    runtime: { name: 'orders_api', password: password('api') },
    operations: { name: 'orders_operations', password: password('operations') },
  });
  const tenants = new RowLevelSecurity(folder, 'Tenants', {
    name: 'orders-db-tenants',
    owner: 'app',
    column: 'tenant_id',
    type: 'uuid',
  });
  const scripts = [roles.script, tenants.script];
  const made = cluster(folder, {
    storage: { size: '10Gi', storageClass: 'encrypted' },
    bootstrap: initdb({ database: 'orders', owner: 'app', applicationSql: { scripts } }),
    archive: store(folder),
    objectives: { pitrWindow: Duration.days(30) },
    roles: roles.roles,
    compliance,
    ...props,
  });
  new DatabaseNetwork(folder, 'Network', {
    cluster: made,
    clients: [{ namespace: 'shop', podLabels: { app: 'orders' } }],
    apiServer: [{ cidr: '10.0.0.1/32', ports: [443] }],
  });
  return made;
}

function missingOf(manifests: readonly Manifest[]): string[] {
  const target = { operator: '1.28.0', plugin: '0.11.0', kubernetes: '1.34' };
  const options = { target, now: new Date('2026-11-21T13:00:00Z'), index: new Index(manifests) };
  return manifests.flatMap((manifest) => proveCompliance(manifest, options)).map(({ rule }) => rule);
}

it('sets audit and logging, and travels with the manifest', () => {
  const made = only(
    render((folder) => shop(folder)),
    'Cluster',
  );
  expect(parametersOf(made)).toEqual(SET);
  expect(JSON.parse(record(made.metadata.annotations)[ANNOTATION] as string)).toMatchObject({
    standard: 'hipaa',
    audit: { classes: ['write', 'role', 'ddl'] },
    logs: { retention: '72m' },
  });
});

it('is proven of what the library makes', () => {
  const manifests = render((folder) => {
    shop(folder).addScheduledBackup('Daily', { name: 'daily', schedule: Schedule.daily({ hour: 2 }) });
  });
  expect(refused(manifests)).toEqual([]);
  expect(missingOf(manifests)).toEqual([]);
});

describe('what the user gave', () => {
  const given = (parameters: PostgresClusterProps['parameters']) => {
    const manifests = render((folder) => shop(folder, { parameters }));
    return [parametersOf(only(manifests, 'Cluster')), missingOf(manifests)] as const;
  };

  it('stays, beside what is set', () => {
    const [parameters, missing] = given({ log_min_duration_statement: '1000', 'pgaudit.log': 'all' });
    expect(parameters).toEqual({ ...SET, log_min_duration_statement: '1000', 'pgaudit.log': 'all' });
    expect(missing).toEqual(['hipaa-recovery-window']);
  });

  it('stays where it contradicts, and is found', () => {
    const [parameters, missing] = given({ log_connections: 'off', 'pgaudit.log_statement': 'on' });
    expect(parameters).toMatchObject({ log_connections: 'off', 'pgaudit.log_statement': 'on' });
    expect(missing).toEqual(['hipaa-connection-log', 'hipaa-log-values', 'hipaa-recovery-window']);
  });
});

it('ends idle sessions where a time is declared', () => {
  const timed = hipaa({ ...DECLARATION, idleSessions: Duration.minutes(15) });
  const manifests = render((folder) => shop(folder, { compliance: timed }));
  expect(parametersOf(only(manifests, 'Cluster'))).toEqual({
    ...SET,
    idle_session_timeout: '900s',
    idle_in_transaction_session_timeout: '900s',
  });
  expect(missingOf(manifests)).toEqual(['hipaa-recovery-window']);
});

it('logs connections of PostgreSQL 18 by stages', () => {
  const image = 'ghcr.io/cloudnative-pg/postgresql:18.1-standard-trixie';
  const manifests = render((folder) => shop(folder, { version: '18', image }));
  expect(parametersOf(only(manifests, 'Cluster'))).toEqual({
    ...SET,
    log_connections: 'receipt,authentication,authorization',
  });
  expect(refused(manifests)).toEqual([]);
  expect(missingOf(manifests)).toEqual(['hipaa-recovery-window']);
});

it('sets nothing where nothing is declared', () => {
  const [made] = render((folder) => cluster(folder));
  expect(made && parametersOf(made)).toBeUndefined();
  expect(Object.keys(made?.metadata.annotations ?? {})).not.toContain(ANNOTATION);
});

it('refuses a declaration without meaning, and says where', () => {
  const made = () => render((folder) => cluster(folder, { compliance: { ...compliance, storage: {} } }));
  expect(made).toThrow('shop--database/Database: compliance storage is {}: name a storage class');
});

it('a recovered cluster goes on recording, and has nothing to prove in an emergency', () => {
  const target = { kind: 'time', time: Instant.of('2026-11-20T14:37:00Z') } as const;
  const manifests = render((folder) => {
    const source = shop(folder, { parameters: { work_mem: '8MB' } });
    new PostgresClusterFromBackup(folder, 'Recovered', { name: 'orders-db-r2', source: { cluster: source, target } });
  });
  const recovered = manifests.find(({ kind, metadata }) => kind === 'Cluster' && metadata.name === 'orders-db-r2');
  expect(recovered && parametersOf(recovered)).toEqual({ ...SET, work_mem: '8MB' });
  expect(Object.keys(recovered?.metadata.annotations ?? {})).not.toContain(ANNOTATION);
});

it('a recovered cluster has the safeguards of its source once that is gone, and none beside it', () => {
  const R2 = { name: 'orders-db-r2', of: 'orders-db', at: '2026-11-20T13:37:00Z' };
  const declaredOn = (more: object) => {
    const recoveries = recoveriesFrom({ recoveries: [R2], ...more });
    const manifests = render((folder) => {
      addRecoveries(folder, cluster(folder, { archive: store(folder), compliance }), recoveries);
    });
    return manifests
      .filter(({ kind, metadata }) => kind === 'Cluster' && metadata.annotations?.[ANNOTATION] !== undefined)
      .map(({ metadata }) => metadata.name);
  };
  const serving = { serving: 'orders-db-r2' };
  expect(declaredOn({})).toEqual(['orders-db']);
  expect(declaredOn(serving)).toEqual(['orders-db']);
  expect(declaredOn({ ...serving, dropped: [{ name: 'orders-db', reason: 'recovered' }] })).toEqual(['orders-db-r2']);
});
