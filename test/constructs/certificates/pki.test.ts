import { describe, expect, it } from 'vitest';
import {
  Duration,
  type PostgresCluster,
  PostgresClusterFromBackup,
  type PostgresClusterProps,
} from '../../../constructs/index';
import { type CertManagerOptions, certManager } from '../../../constructs/postgres/certificates';
import type { Manifest } from '../../../manifests/object/manifest';
import { cluster, store } from '../support/cluster';
import { at, only, refused, render } from '../support/render';

const ROBOT = { name: 'the_robot', login: true, authentication: 'certificate' } as const;

function rendered(
  options: CertManagerOptions = {},
  props: Partial<PostgresClusterProps> = {},
  more: (cluster: PostgresCluster) => void = () => {},
): Manifest[] {
  return render((folder) => more(cluster(folder, { certificates: certManager(options), ...props })));
}

const named = (manifests: readonly Manifest[], kind: string) =>
  new Map(manifests.filter((each) => each.kind === kind).map((each) => [`${each.metadata.name}`, each]));
const issuers = (manifests: readonly Manifest[]) =>
  Object.fromEntries([...named(manifests, 'Certificate')].map(([name, each]) => [name, at(each, 'spec.issuerRef')]));
const own = (name: string) => ({ name, kind: 'Issuer', group: 'cert-manager.io' });

describe('an authority of the cluster’s own', () => {
  const manifests = rendered(
    {},
    { services: [{ name: 'orders', access: 'rw', externalHosts: ['db.example'] }] },
    (it) => {
      it.addRole(ROBOT);
      it.addService({ name: 'late', access: 'ro' });
    },
  );
  const certificates = named(manifests, 'Certificate');

  it('is admitted', () => expect(refused(manifests)).toEqual([]));

  it('signs itself, and everything else', () => {
    expect(issuers(manifests)).toEqual({
      'orders-db-pki-ca': own('orders-db-pki-self-signed'),
      'orders-db-pki-server': own('orders-db-pki'),
      'orders-db-pki-replication': own('orders-db-pki'),
      'orders-db-client-the-robot': own('orders-db-pki'),
    });
    const specs = [...named(manifests, 'Issuer')].map(([name, { spec }]) => [name, spec]);
    expect(specs).toEqual([
      ['orders-db-pki-self-signed', { selfSigned: {} }],
      ['orders-db-pki', { ca: { secretName: 'orders-db-pki-ca' } }],
    ]);
  });

  it('keeps its key when it is renewed, so that what it signed and what clients hold stay good', () => {
    expect(certificates.get('orders-db-pki-ca')?.spec).toMatchObject({
      isCA: true,
      duration: '87600h',
      renewBefore: '8760h',
      privateKey: { rotationPolicy: 'Never' },
    });
  });

  it('signs for the server under every name, those of services that came later too', () => {
    const hosts = (service: string) =>
      ['', '.shop', '.shop.svc', '.shop.svc.cluster.local'].map((suffix) => `${service}${suffix}`);
    expect(certificates.get('orders-db-pki-server')?.spec).toMatchObject({
      secretName: 'orders-db-pki-server',
      dnsNames: [
        ...['orders-db-rw', 'orders-db-ro', 'orders-db-r', 'orders'].flatMap(hosts),
        'db.example',
        ...hosts('late'),
      ],
      usages: ['digital signature', 'key encipherment', 'server auth'],
      duration: '2160h',
      renewBefore: '720h',
      privateKey: { rotationPolicy: 'Always' },
    });
  });

  it.each([
    ['orders-db-pki-replication', 'streaming_replica'],
    ['orders-db-client-the-robot', 'the_robot'],
  ])('signs %s for the client %s', (name, commonName) => {
    const usages = ['digital signature', 'key encipherment', 'client auth'];
    expect(certificates.get(name)?.spec).toMatchObject({ secretName: name, commonName, usages });
    expect(at(certificates.get(name)?.spec, 'dnsNames')).toBeUndefined();
  });

  it('has what the operator loads labelled for it, and nothing else', () => {
    const labelled = [...certificates].filter(([, { spec }]) => at(spec, 'secretTemplate') !== undefined);
    expect(labelled.map(([name, { spec }]) => [name, at(spec, 'secretTemplate')])).toEqual([
      ['orders-db-pki-server', { labels: { 'cnpg.io/reload': '' } }],
      ['orders-db-pki-replication', { labels: { 'cnpg.io/reload': '' } }],
    ]);
  });

  it('is named by the cluster, whose instances never read the key of the authority', () => {
    expect(at(only(manifests, 'Cluster'), 'spec.certificates')).toEqual({
      serverCASecret: 'orders-db-pki-server',
      serverTLSSecret: 'orders-db-pki-server',
      clientCASecret: 'orders-db-pki-replication',
      replicationTLSSecret: 'orders-db-pki-replication',
    });
  });

  it('is there before the cluster, the authority before the issuer that reads its Secret, and stays as long', () => {
    const all = [...named(manifests, 'Issuer'), ...certificates];
    const annotated = (key: string) =>
      all.map(([name, { metadata }]) => [name, metadata.annotations?.[`argocd.argoproj.io/${key}`]]);
    expect(annotated('sync-wave')).toEqual([
      ['orders-db-pki-self-signed', '-3'],
      ['orders-db-pki', '-2'],
      ['orders-db-pki-ca', '-3'],
      ['orders-db-pki-server', '-2'],
      ['orders-db-pki-replication', '-2'],
      ['orders-db-client-the-robot', '-2'],
    ]);
    expect(annotated('sync-options')).toEqual(all.map(([name]) => [name, 'Prune=false,Delete=false']));
    expect(all.map(([, { metadata }]) => metadata.namespace)).toEqual(all.map(() => 'shop'));
  });
});

describe('issuers that exist', () => {
  const company = { name: 'company-ca' };
  const reference = { name: 'company-ca', kind: 'ClusterIssuer', group: 'cert-manager.io' };

  it('sign for the server, and clients still have an authority of the cluster’s own', () => {
    expect(issuers(rendered({ issuer: company }))).toEqual({
      'orders-db-pki-ca': own('orders-db-pki-self-signed'),
      'orders-db-pki-server': reference,
      'orders-db-pki-replication': own('orders-db-pki'),
    });
  });

  it('sign for all, and nothing of our own is made', () => {
    const vault = { name: 'orders', kind: 'VaultIssuer', group: 'example.com' };
    const manifests = rendered({ issuer: company, clientIssuer: vault });
    expect(issuers(manifests)).toEqual({ 'orders-db-pki-server': reference, 'orders-db-pki-replication': vault });
    expect(named(manifests, 'Issuer').size).toBe(0);
  });

  it('leave client certificates to the operator, which poolers need', () => {
    const manifests = rendered({ issuer: company, clientIssuer: 'operator' }, { roles: [ROBOT] }, (it) =>
      it.addPooler('Pool', { name: 'orders-pool', mode: 'session', instances: 1 }),
    );
    expect(refused(manifests)).toEqual([]);
    expect(issuers(manifests)).toEqual({ 'orders-db-pki-server': reference });
    expect(at(only(manifests, 'Certificate'), 'spec.dnsNames')).toContain('orders-pool.shop.svc.cluster.local');
    expect(at(only(manifests, 'Cluster'), 'spec.certificates')).toEqual({
      serverCASecret: 'orders-db-pki-server',
      serverTLSSecret: 'orders-db-pki-server',
    });
  });
});

it('a recovered cluster has its own', () => {
  const manifests = render((folder) => {
    const source = cluster(folder, {
      certificates: certManager(),
      archive: store(folder),
      roles: [{ ...ROBOT, clientCertificate: { name: 'of-the-source' } }],
    });
    new PostgresClusterFromBackup(folder, 'Recovered', { name: 'orders-db-r2', source: { cluster: source } });
  });
  const certificate = named(manifests, 'Certificate').get('orders-db-r2-pki-server');
  expect(at(certificate, 'spec.dnsNames')).toContain('orders-db-r2-rw.shop.svc.cluster.local');
  // The source's authority signed what is in the source's Secret.
  expect(named(manifests, 'Certificate').has('of-the-source')).toBe(true);
  expect(named(manifests, 'Certificate').has('orders-db-r2-client-the-robot')).toBe(true);
  const recovered = named(manifests, 'Cluster').get('orders-db-r2');
  expect(at(recovered, 'spec.certificates.serverTLSSecret')).toBe('orders-db-r2-pki-server');
  expect(at(recovered, 'spec.postgresql.pg_hba')).toContain('hostssl all the_robot all cert');
});

describe('refuses', () => {
  const hours = (duration: number, renewBefore: number) =>
    ({ duration: Duration.hours(duration), renewBefore: Duration.hours(renewBefore) }) as const;

  it.each<[string, CertManagerOptions, string]>([
    ['a renewal in the last week', hours(2160, 167), 'is renewed 167 hours before its end'],
    ['a renewal before the beginning', hours(48, 48), 'which is before its start'],
    ['a renewal in the last fifth of a short life', hours(48, 9), 'is renewed 9 hours before its end'],
    ['minutes', { duration: Duration.minutes(59) }, 'is valid for 59 minutes'],
  ])('%s', (_, options, message) => expect(() => rendered(options)).toThrow(message));

  it.each([hours(2160, 168), hours(48, 10), hours(5, 1)])('not %o', (options) =>
    expect(() => rendered(options)).not.toThrow(),
  );

  it('a pooler, for which nobody could sign', () => {
    const pooled = (authQuery?: { query: string; secret: { name: string } }) =>
      rendered({}, {}, (it) => it.addPooler('Pool', { name: 'orders-pool', mode: 'session', instances: 1, authQuery }));
    expect(() => pooled()).toThrow("certManager({ clientIssuer: 'operator' })");
    expect(() => pooled({ query: 'SELECT 1', secret: { name: 'auth' } })).not.toThrow();
  });

  it.each<[string, PostgresClusterProps['roles'], string]>([
    ['a password beside a certificate', [{ ...ROBOT, password: { name: 'p' } }], 'leave password and validUntil out'],
    ['a certificate without login', [{ ...ROBOT, login: false }], 'say login: true'],
    ['a certificate that is not asked for', [{ name: 'r', clientCertificate: { name: 's' } }], 'comes by password'],
    ['a name that no Secret has', [{ ...ROBOT, name: 'Röbot' }], 'as `clientCertificate`'],
    [
      'one Secret for two roles',
      [ROBOT, { ...ROBOT, name: 'the-robot' }],
      'have one Secret, orders-db-client-the-robot',
    ],
  ])('%s', (_, roles, message) => expect(() => rendered({}, { roles })).toThrow(message));
});
