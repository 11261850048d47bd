import { describe, expect, it } from 'vitest';
import { assess } from '../../../rules/compliance';
import { assessed, evidence, gaps, manifestsOf, missing, NOW, TARGET } from './support';

const ROLES = 'cluster.spec.managed.roles';
const FIRST = 'metadata.annotations["cnpg-gitops/compliance"]';

describe('roles', () => {
  it('are shown with what they may', () => {
    expect(evidence('hipaa-roles')).toEqual([
      'spec.enableSuperuserAccess = false (default)',
      `${FIRST} access.runtime = shop_api`,
      `${FIRST} access.readOnly = shop_reports`,
      `${FIRST} access.operations = shop_operations`,
      'spec.managed.roles[0] = shop_api: nothing beyond its grants',
      'spec.managed.roles[1] = shop_reports: nothing beyond its grants',
      'spec.managed.roles[2] = shop_operations: member of pg_monitor',
      'spec.bootstrap = owner of the database: app',
    ]);
  });

  it.each([
    [{ [`${ROLES}.0.createrole`]: true }, 'role shop_api has createrole'],
    [{ [`${ROLES}.0.createdb`]: true }, 'role shop_api has createdb'],
    [{ [`${ROLES}.0.replication`]: true }, 'role shop_api has replication'],
    [{ [`${ROLES}.1.inRoles`]: ['pg_read_all_data'] }, 'role shop_reports is a member of pg_read_all_data'],
    [
      { 'declared.access.runtime': 'app' },
      'access.runtime is app, which owns the database: no grant or policy restricts it',
    ],
    [
      { 'declared.access.operations': 'sre' },
      'access.operations is sre, but shop/shop-db has no such role that may log in',
    ],
  ])('are held to the least: %j', (changes, message) => expect(gaps(changes)).toEqual([`hipaa-roles: ${message}`]));

  it('may be objects of their own, as from CNPG 1.30', () => {
    const role = {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'DatabaseRole',
      metadata: { name: 'api', namespace: 'shop' },
      spec: {
        name: 'shop_api',
        login: true,
        superuser: true,
        passwordSecret: { name: 'p' },
        cluster: { name: 'shop-db' },
      },
    };
    expect(gaps({ [`${ROLES}.0.name`]: 'shop_batch', others: role })).toEqual([
      'hipaa-roles: role shop_api has superuser',
    ]);
    // An entry of the Cluster with that name is what the operator applies.
    expect(gaps({ others: role })).toEqual([]);
  });

  it('are those of the primary in a replica, but for its superuser', () => {
    const replica = { 'cluster.spec.replica': { enabled: true, source: 'origin' }, [ROLES]: [], tenants: undefined };
    expect(missing(replica)).toEqual([]);
    expect(missing({ ...replica, 'cluster.spec.enableSuperuserAccess': true })).toEqual(['hipaa-roles']);
  });
});

describe('credentials', () => {
  it('may be certificates', () => {
    expect(missing({ [`${ROLES}.0.passwordSecret`]: undefined, [`${ROLES}.0.disablePassword`]: true })).toEqual([]);
  });

  it('of the owner may be kept by the Cluster as well', () => {
    const owner = { name: 'app', login: true, passwordSecret: { name: 'shop-db-app' } };
    expect(missing({ [`${ROLES}.3`]: owner })).toEqual([]);
  });

  it('of the owner are nobody else’s', () => {
    const message = 'roles app and shop_api share the Secret shop-db-app: they cannot be told apart';
    expect(gaps({ [`${ROLES}.0.passwordSecret.name`]: 'shop-db-app' })).toEqual([`hipaa-credentials: ${message}`]);
    expect(missing({ 'cluster.spec.bootstrap.initdb.secret': { name: 'shop-db-api' } })).toEqual(['hipaa-credentials']);
  });
});

describe('idle sessions', () => {
  it('may end before the declared time, not after it, and never not at all', () => {
    const set = (value: string) => missing({ 'cluster.spec.postgresql.parameters/idle_session_timeout': value });
    expect([set('1min'), set('15min'), set('15.1min'), set('0')].map((found) => found.length)).toEqual([0, 0, 1, 1]);
  });

  it('are left to what is stated', () => {
    const changes = {
      'declared.idleSessions': { endedBy: 'the pool' },
      'cluster.spec.postgresql.parameters/idle_session_timeout': undefined,
    };
    expect(missing(changes)).toEqual([]);
    expect(evidence('hipaa-idle-sessions', changes)).toEqual([`${FIRST} idleSessions.endedBy = the pool`]);
  });
});

it('what nothing can check is marked as stated', () => {
  const stated = assessed().flatMap(({ evidence }) =>
    evidence.filter((each) => each.stated).map(({ path }) => path.replace(`${FIRST} `, '')),
  );
  expect([...new Set(stated)]).toEqual([
    'emergencyAccess',
    'storage["encrypted"]',
    'logs.retention',
    'logs.protectedAs',
    'restoreTest.every',
    'restoreTest.by',
  ]);
});

it('a Cluster alone is judged, too', () => {
  const [cluster] = manifestsOf();
  if (cluster === undefined) throw new Error('no cluster');
  const alone = assess(cluster, { target: TARGET, now: NOW }).filter(({ gaps }) => gaps.length > 0);
  const rules = ['hipaa-tenants', 'hipaa-backup-encryption', 'hipaa-network', 'hipaa-recovery-window'];
  expect(alone.map(({ safeguard }) => safeguard.rule)).toEqual(rules);
});
