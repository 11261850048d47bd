import { describe, expect, it } from 'vitest';
import {
  PostgresCluster as Cluster,
  type DatabaseRoleOptions,
  Instant,
  type PostgresCluster,
  PostgresClusterFromBackup,
  Secret,
} from '../../../constructs/index';
import { follow } from '../../../constructs/postgres/companions';
import { admit } from '../../../rules/admission';
import { DEFAULT_TARGET } from '../../../values/cnpg/target';
import { cluster, store } from '../support/cluster';
import { at, only, refused, render } from '../support/render';

const secret = Secret.fromSecretName('reporting');

function rendered(options: DatabaseRoleOptions, look: (db: PostgresCluster) => void = () => {}) {
  return render((folder) => {
    const db = cluster(folder);
    db.addDatabaseRole('Role', options);
    look(db);
  });
}

const hba = (manifests: ReturnType<typeof render>) =>
  at(only(manifests, 'Cluster'), 'spec.postgresql.pg_hba') as string[];

it('with minimal options', () => {
  const manifests = rendered({ name: 'reporting' });
  expect(only(manifests, 'DatabaseRole')).toEqual({
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'DatabaseRole',
    metadata: {
      name: 'reporting',
      namespace: 'shop',
      annotations: { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' },
    },
    spec: {
      cluster: { name: 'orders-db' },
      name: 'reporting',
      login: false,
      superuser: false,
      createdb: false,
      createrole: false,
      replication: false,
      bypassrls: false,
      inherit: true,
      connectionLimit: -1,
      databaseRoleReclaimPolicy: 'retain',
    },
  });
  expect(refused(manifests)).toEqual([]);
  expect(hba(manifests).join()).not.toContain('reporting');
});

it('with all options', () => {
  const manifests = rendered({
    name: 'orders-reporting',
    role: 'reporting',
    comment: 'Reads',
    login: true,
    password: secret,
    validUntil: Instant.of('2030-01-01T00:00:00Z'),
    connectionLimit: 5,
    inRoles: ['pg_monitor'],
    inherit: false,
    createDatabase: true,
    createRole: true,
    replication: true,
    bypassRls: true,
    superuser: true,
    reclaimPolicy: 'delete',
    protection: 'none',
    labels: { team: 'a' },
    spec: { ensure: 'present' },
  });
  expect(only(manifests, 'DatabaseRole')).toMatchObject({
    metadata: { name: 'orders-reporting', labels: { team: 'a' } },
    spec: {
      name: 'reporting',
      comment: 'Reads',
      login: true,
      passwordSecret: { name: 'reporting' },
      validUntil: '2030-01-01T00:00:00Z',
      connectionLimit: 5,
      inRoles: ['pg_monitor'],
      inherit: false,
      createdb: true,
      createrole: true,
      replication: true,
      bypassrls: true,
      superuser: true,
      databaseRoleReclaimPolicy: 'delete',
      ensure: 'present',
    },
  });
  expect(refused(manifests)).toEqual([]);
  expect(hba(manifests)).toEqual([
    'hostssl all app all scram-sha-256',
    'hostssl all reporting all scram-sha-256',
    'hostssl replication reporting all scram-sha-256',
    'hostnossl all all all reject',
  ]);
});

describe('by certificate', () => {
  const certified: DatabaseRoleOptions = { name: 'api-role', role: 'api', login: true, authentication: 'certificate' };

  it('has one made by the operator, a line of pg_hba and no password', () => {
    const manifests = rendered(certified);
    expect(only(manifests, 'DatabaseRole').spec).toMatchObject({
      clientCertificate: { enabled: true },
      disablePassword: true,
      login: true,
    });
    expect(hba(manifests)).toContain('hostssl all api all cert');
    expect(refused(manifests)).toEqual([]);
  });

  it('connects with it', () => {
    rendered(certified, (db) =>
      expect(db.connect({ role: 'api' })).toMatchObject({
        username: 'api',
        clientCertificate: { secret: { name: 'api-role-client-cert' } },
      }),
    );
  });

  it('is refused where the operator cannot sign', () => {
    const client = { ca: secret, replication: secret };
    expect(() =>
      render((folder) => cluster(folder, { certificates: { client } }).addDatabaseRole('Role', certified)),
    ).toThrow('the operator cannot sign one for role "api"');
  });
});

it('connects with its password, also to a cluster that is declared elsewhere', () => {
  const role = { name: 'reporting', login: true, password: secret } as const;
  rendered(role, (db) => expect(db.connect({ role: 'reporting' })).toMatchObject({ password: { secret } }));
  render((folder) => {
    const db = Cluster.fromClusterName(folder, 'Other', { name: 'other', database: 'a' });
    db.registerRole({ name: 'x', credentials: { username: secret.key('u'), password: secret.key('p') } });
    expect(db.connect({ role: 'x' })).toMatchObject({ username: { key: 'u' } });
  });
});

it.each<[string, (db: PostgresCluster) => void]>([
  ['a role of the cluster', (db) => db.addRole({ name: 'a' })],
  ['another object', (db) => db.addDatabaseRole('Other', { name: 'b', role: 'a' })],
])('is not together with %s of its name, in either order', (_, other) => {
  expect(() => rendered({ name: 'a' }, other)).toThrow('role "a" is declared twice');
  expect(() =>
    render((folder) => {
      const db = cluster(folder);
      other(db);
      db.addDatabaseRole('Role', { name: 'a' });
    }),
  ).toThrow('role "a" is declared twice');
});

it.each<[object, string]>([
  [{ name: 'pg_x' }, 'is reserved'],
  [{ name: 'a', authentication: 'certificate' }, 'say login: true'],
  [{ name: 'a', login: true, authentication: 'certificate', password: secret }, 'has no password'],
  [{ name: 'a', ensure: 'absent' }, '"ensure" is not known'],
])('refuses %o', (options, message) => {
  expect(() => rendered(options as DatabaseRoleOptions)).toThrow(message);
});

it('goes with the data: a recovered cluster has its like, beside the roles of its own', () => {
  const manifests = render((folder) => {
    const db = cluster(folder, { archive: store(folder) });
    db.addDatabaseRole('Role', { name: 'orders-db-api', role: 'api', login: true, authentication: 'certificate' });
    const recovered = new PostgresClusterFromBackup(folder, 'Recovered', {
      name: 'orders-db-r2',
      source: { cluster: db },
    });
    follow(db, recovered);
    recovered.addDatabaseRole('Other', { name: 'other' });
  });
  const roles = manifests.filter(({ kind }) => kind === 'DatabaseRole');
  expect(roles.map(({ metadata, spec }) => [metadata.name, at(spec, 'name'), at(spec, 'cluster.name')])).toEqual(
    expect.arrayContaining([
      ['orders-db-api', 'api', 'orders-db'],
      ['orders-db-r2-api', 'api', 'orders-db-r2'],
      ['other', 'other', 'orders-db-r2'],
    ]),
  );
  const recovered = manifests.find(({ metadata }) => metadata.name === 'orders-db-r2');
  expect(at(recovered, 'spec.postgresql.pg_hba')).toContain('hostssl all api all cert');
});

it('is no kind of an older operator, and a new prop no field, with the release that has it', () => {
  const manifests = render((folder) =>
    cluster(folder, { serviceAccountName: 'shared' }).addDatabaseRole('Role', { name: 'a' }),
  );
  const said = manifests.flatMap((manifest) =>
    admit(manifest, { target: { ...DEFAULT_TARGET, operator: '1.28.0' } })
      .filter(({ severity }) => severity === 'error')
      .map(({ path, message }) => `${path} ${message}`),
  );
  expect(said).toEqual([
    expect.stringMatching(/^spec.serviceAccountName .*1\.29\.2 is the first that has it/),
    expect.stringMatching(/^kind .*has no DatabaseRole.*1\.30\.0 is the first that has it/),
  ]);
});
