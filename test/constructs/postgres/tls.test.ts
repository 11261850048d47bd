import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PostgresClusterProps } from '../../../constructs/index';
import type { Tls } from '../../../constructs/postgres/tls';
import { plainDoor } from '../../../values/postgres/pg-hba';
import { TlsPostgres } from '../../support/tls-postgres';
import { cluster, specOf } from '../support/cluster';
import { at, only, render } from '../support/render';

type Props = Partial<PostgresClusterProps>;

const ROLES: Props['roles'] = [
  { name: 'reporting', login: true },
  { name: 'robot', login: true, authentication: 'certificate' },
  { name: 'nobody' },
  { name: 'former', login: true, ensure: 'absent' },
  { name: 'all', login: true },
  { name: 'a "b", #c', login: true, authentication: 'certificate', clientCertificate: { name: 'odd' } },
];
const REPLICATING = { name: 'replicating', login: true, replication: true };
const lines = (props: Props) => at({ spec: specOf(props) } as never, 'spec.postgresql.pg_hba');

describe('pg_hba', () => {
  it.each<[string, Props, unknown]>([
    ['by default', {}, ['hostssl all app all scram-sha-256', 'hostnossl all all all reject']],
    [
      'a line for each role that may log in, after those of the user',
      { roles: ROLES, pgHba: ['hostssl all app 10.0.0.0/8 ldap ldapserver=x'] },
      [
        'hostssl all app 10.0.0.0/8 ldap ldapserver=x',
        'hostssl all app all scram-sha-256',
        'hostssl all reporting all scram-sha-256',
        'hostssl all robot all cert',
        'hostssl all "all" all scram-sha-256',
        'hostssl all "a ""b"", #c" all cert',
        'hostnossl all all all reject',
      ],
    ],
    [
      'a line more for a role that may replicate',
      { roles: [REPLICATING, { name: 'nobody', replication: true }] },
      [
        'hostssl all app all scram-sha-256',
        'hostssl all replicating all scram-sha-256',
        'hostssl replication replicating all scram-sha-256',
        'hostnossl all all all reject',
      ],
    ],
    ['optional', { tls: 'optional' }, undefined],
    [
      'optional, with a role that may replicate',
      { tls: 'optional', roles: [REPLICATING] },
      ['hostssl replication replicating all scram-sha-256'],
    ],
    [
      'optional, with a role that has nothing but a certificate',
      { tls: 'optional', roles: ROLES.slice(0, 2), pgHba: ['host all all 10.0.0.0/8 scram-sha-256'] },
      ['host all all 10.0.0.0/8 scram-sha-256', 'hostssl all robot all cert'],
    ],
    [
      'a line of type host behind one that turns away whoever has no TLS',
      { pgHba: ['hostnossl all all all reject', 'host all all 10.0.0.0/8 scram-sha-256'] },
      [
        'hostnossl all all all reject',
        'host all all 10.0.0.0/8 scram-sha-256',
        'hostssl all app all scram-sha-256',
        'hostnossl all all all reject',
      ],
    ],
  ])('%s', (_, props, expected) => expect(lines(props)).toEqual(expected));

  it.each<[string, Props, string]>([
    ['of type host', { pgHba: ['host all all 10.0.0.0/8 scram-sha-256'] }, 'lets in clients without TLS'],
    ['of type hostnossl', { pgHba: ['hostnossl all app all scram-sha-256'] }, "write tls: 'optional'"],
    ['that reads as if it rejected', { pgHba: ['host all reject all scram-sha-256'] }, 'lets in clients without TLS'],
    [
      'that lets in replication behind one that turns away databases alone',
      { pgHba: ['hostnossl all all all reject', 'host replication x all scram-sha-256'] },
      'lets in clients without TLS',
    ],
    ['for a role that no line can name', { roles: [{ name: '/x', login: true }] }, 'cannot be written to pg_hba.conf'],
  ])('refuses a line %s', (_, props, message) => expect(() => specOf(props)).toThrow(message));
});

describe('the minimum version', () => {
  const reduced: Tls = { mode: 'required', minimumVersion: 'TLSv1.2', reason: 'the scanner of the warehouse' };
  const manifest = only(
    render((folder) => cluster(folder, { tls: reduced, parameters: { work_mem: '8MB' } })),
    'Cluster',
  );

  it('is the operator’s own, unless somebody says why not', () => {
    expect(at({ spec: specOf({}) } as never, 'spec.postgresql.parameters')).toBeUndefined();
    expect(at(manifest, 'spec.postgresql.parameters')).toEqual({
      work_mem: '8MB',
      ssl_min_protocol_version: 'TLSv1.2',
    });
    expect(manifest.metadata.annotations).toMatchObject({
      'cnpg-gitops/tls-minimum-version': 'the scanner of the warehouse',
    });
    expect(plainDoor(at(manifest, 'spec.postgresql.pg_hba') as string[])).toBeUndefined();
  });

  it.each<[string, Props, string]>([
    ['no reason', { tls: { ...reduced, reason: ' ' } }, 'tls.reason is empty'],
    ['said twice', { tls: reduced, parameters: { ssl_min_protocol_version: 'TLSv1.2' } }, 'say the same'],
  ])('%s', (_, props, message) => expect(() => specOf(props)).toThrow(message));
});

describe('PostgreSQL itself, with this pg_hba between the lines of CNPG', () => {
  const NARROWER = 'hostssl all narrowed 127.0.0.0/8 reject';
  let server: TlsPostgres;
  const client = (commonName: string) => server.authority.issue({ commonName, usage: 'client' });
  beforeAll(async () => {
    const roles = [...(ROLES ?? []), { name: 'narrowed', login: true }, { name: 'legacy', login: true }, REPLICATING];
    server = await TlsPostgres.start(lines({ roles, pgHba: [NARROWER] }) as string[], {});
    const md5 = `md5${createHash('md5').update('secretlegacy').digest('hex')}`;
    await server.run(
      ...['app', '"all"', 'narrowed', 'stranger'].map((name) => `CREATE ROLE ${name} LOGIN PASSWORD 'secret'`),
      `CREATE ROLE legacy LOGIN PASSWORD '${md5}'`,
      "CREATE ROLE replicating LOGIN REPLICATION PASSWORD 'secret'",
      ...['robot', 'streaming_replica', '"a ""b"", #c"'].map((name) => `CREATE ROLE ${name} LOGIN`),
    );
  }, 60_000);
  afterAll(() => server.stop());

  it.each<[string, string, string]>([
    ['a declared role without TLS', 'app', '28000'],
    ['an undeclared role without TLS', 'stranger', '28000'],
    ['a role of certificates without TLS', 'robot', '28000'],
    ['the role of replication without TLS', 'streaming_replica', '28000'],
  ])('turns away %s', async (_, role, expected) => {
    expect(await server.login(role, false, 'secret')).toBe(expected);
  });

  it.each<[string, string, string]>([
    ['a declared role', 'app', 'TLSv1.3'],
    ['an undeclared role, by the last line of CNPG', 'stranger', 'TLSv1.3'],
    ['a role that is named as a keyword', 'all', 'TLSv1.3'],
    ['not where a line of the user says otherwise', 'narrowed', '28000'],
    ['not with a password that is stored as MD5', 'legacy', '28P01'],
    ['not as a role of certificates', 'robot', '28000'],
  ])('with TLS and password: %s', async (_, role, expected) => {
    expect(await server.login(role, server.tls, 'secret')).toBe(expected);
  });

  it('lets in replication with TLS alone', async () => {
    // It is in: a walsender refuses SQL.
    expect(await server.login('replicating', server.tls, 'secret', 'true')).toBe('0A000');
    expect(await server.login('replicating', false, 'secret', 'true')).toBe('28000');
  });

  it('not with another password', async () => expect(await server.login('app', server.tls, 'guess')).toBe('28P01'));

  it.each<[string, string, string, string]>([
    ['its own', 'robot', 'robot', 'TLSv1.3'],
    ['that of another', 'robot', 'app', '28000'],
    ['its own, with a name that needs quotes', 'a "b", #c', 'a "b", #c', 'TLSv1.3'],
    ['that of replication', 'streaming_replica', 'streaming_replica', 'TLSv1.3'],
  ])('with a certificate: %s', async (_, role, commonName, expected) => {
    expect(await server.login(role, { ...server.tls, ...client(commonName) })).toBe(expected);
  });

  it('turns away TLS 1.2', async () => {
    expect(await server.login('app', { ...server.tls, maxVersion: 'TLSv1.2' }, 'secret')).toMatch(/EPROTO|alert/);
  });

  it('is verified by name', async () => {
    expect(await server.login('app', { ...server.tls, servername: 'orders-db' }, 'secret')).toBe(
      'ERR_TLS_CERT_ALTNAME_INVALID',
    );
  });
});

it('PostgreSQL speaks TLS 1.2 where a client demands it', async () => {
  const tls: Tls = { mode: 'required', minimumVersion: 'TLSv1.2', reason: 'a scanner' };
  const spec = { spec: specOf({ tls }) } as never;
  const parameters = at(spec, 'spec.postgresql.parameters') as Record<string, string>;
  const server = await TlsPostgres.start(at(spec, 'spec.postgresql.pg_hba') as string[], parameters);
  try {
    await server.run("CREATE ROLE app LOGIN PASSWORD 'secret'");
    expect(await server.login('app', { ...server.tls, maxVersion: 'TLSv1.2' }, 'secret')).toBe('TLSv1.2');
  } finally {
    await server.stop();
  }
}, 60_000);
