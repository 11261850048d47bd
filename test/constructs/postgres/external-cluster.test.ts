import { describe, expect, it } from 'vitest';
import { ExternalCluster, type ExternalConnection, recovery, Secret } from '../../../constructs/index';
import { cluster, specOf } from '../support/cluster';
import { at, render } from '../support/render';

const least: ExternalConnection = { name: 'origin', host: 'db.example.com', user: 'app' };
const secret = Secret.fromSecretName('origin');

describe('a connection', () => {
  it.each<[string, Partial<ExternalConnection>, object]>([
    ['is encrypted', {}, { sslmode: 'require' }],
    [
      'is verified when there is something to verify by',
      { rootCertificate: secret.key('ca') },
      { sslmode: 'verify-full' },
    ],
    ['takes another mode', { sslMode: 'verify-ca', rootCertificate: secret.key('ca') }, { sslmode: 'verify-ca' }],
    ['has the port of PostgreSQL', {}, { port: '5432' }],
    ['has another port', { port: 6432 }, { port: '6432' }],
    ['has a database', { database: 'orders' }, { dbname: 'orders' }],
    ['has further parameters', { parameters: { connect_timeout: '5' } }, { connect_timeout: '5' }],
  ])('%s', (_, options, expected) => {
    expect(ExternalCluster.fromConnection({ ...least, ...options }).entry.connectionParameters).toMatchObject(expected);
  });

  it('refers to its credentials', () => {
    const external = ExternalCluster.fromConnection({
      ...least,
      password: secret.key('password'),
      certificate: secret.key('crt'),
      key: secret.key('key'),
      rootCertificate: secret.key('ca'),
    });
    expect(at(specOf({ externalClusters: [external] }), 'externalClusters.0')).toMatchObject({
      name: 'origin',
      password: { name: 'origin', key: 'password' },
      sslCert: { name: 'origin', key: 'crt' },
      sslKey: { name: 'origin', key: 'key' },
      sslRootCert: { name: 'origin', key: 'ca' },
    });
  });

  it.each<[Partial<ExternalConnection>, string]>([
    [{ name: '' }, 'the name is empty'],
    [{ host: '' }, 'ExternalCluster origin: host and user must not be empty'],
    [{ user: '' }, 'host and user must not be empty'],
    [{ port: 0 }, 'port 0: give a whole number from 1 to 65535'],
    [{ port: 65_536 }, 'port 65536'],
    [{ parameters: { host: 'elsewhere' } }, 'parameters.host has its own option'],
    [{ parameters: { statement_timeout: '5s' } }, 'parameters.statement_timeout: libpq knows no such parameter'],
    [{ parameters: { password: 'x' } }, 'parameters.password has its own option'],
  ])('is refused with %o', (options, message) => {
    expect(() => ExternalCluster.fromConnection({ ...least, ...options })).toThrow(message);
  });
});

describe('in a cluster', () => {
  const same = () => ExternalCluster.fromConnection(least);
  const other = ExternalCluster.fromConnection({ ...least, host: 'other.example.com' });

  it('is listed once, however often it is mentioned', () => {
    const spec = specOf({ externalClusters: [same(), same()], replica: { topology: 'standalone', source: same() } });
    expect(at(spec, 'externalClusters')).toHaveLength(1);
  });

  it('must be the only one of its name', () => {
    expect(() => specOf({ externalClusters: [same(), other] })).toThrow('external cluster "origin" is declared twice');
    const archive = { name: 'origin', store: { name: 's' }, serverName: 'v1' };
    const bootstrap = recovery({ database: 'd', owner: 'o', from: 'archive', archive });
    expect(() => specOf({ bootstrap, externalClusters: [other] })).toThrow(
      'two different external clusters are named "origin"',
    );
  });

  it('may come until synth', () => {
    expect(() => render((folder) => cluster(folder).addExternalCluster(same()))).not.toThrow();
  });
});
