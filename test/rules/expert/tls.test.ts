import { certificateReload } from '../../../rules/expert/certificate-reload';
import { certificateRenewal } from '../../../rules/expert/certificate-renewal';
import { pgHbaPassword } from '../../../rules/expert/pg-hba-password';
import { pgHbaTrust } from '../../../rules/expert/pg-hba-trust';
import { roleConnectionLimit } from '../../../rules/expert/role-connection-limit';
import { serverCertificateHost } from '../../../rules/expert/server-certificate-host';
import { tlsMinimumVersion } from '../../../rules/expert/tls-minimum-version';
import { cluster, dependent, parameters, table } from './support';

const hba = (...lines: string[]) => cluster({ postgresql: { pg_hba: lines } });

table(pgHbaTrust, [
  ['for a network', [hba('host all all 10.0.0.0 255.0.0.0 trust')], ['accepts anyone']],
  ['ident', [hba('hostssl all app all "ident" map=x')], ['accepts anyone']],
  ['a role of that name', [hba('hostssl trust trust all scram-sha-256')], []],
  ['sockets, which CNPG has a line for already', [hba('local all all trust')], []],
  ['what PostgreSQL does not read', [hba('hostssl all trust', '# host all all all trust', '')], []],
]);

table(pgHbaPassword, [
  ['both', [hba('hostssl all a all md5', 'hostssl all b all password')], ['a hash', 'the password itself']],
  [
    'others',
    [hba('hostssl all a all cert', 'hostssl all b all ldap ldapserver=x', 'hostnossl all all all reject')],
    [],
  ],
  ['what is stored', [parameters({ password_encryption: 'md5' })], ['as good as the passwords']],
  ['what is stored by default', [parameters({})], []],
]);

const tls = (version: string, reason?: string) => ({
  ...parameters({ ssl_min_protocol_version: version }),
  metadata: {
    name: 'shop-db',
    namespace: 'shop',
    annotations: reason === undefined ? {} : { 'cnpg-gitops/tls-minimum-version': reason },
  },
});
table(tlsMinimumVersion, [
  ['1.2', [tls('TLSv1.2')], ['TLSv1.2 is accepted, while the default of CNPG is TLSv1.3, and no reason is given']],
  ['1.2 with an empty reason', [tls('TLSv1.2', ' ')], ['no reason is given']],
  ['1.2 with a reason', [tls('TLSv1.2', 'a scanner')], []],
  ['1.1 with a reason', [tls('TLSv1.1', 'a scanner')], ['TLSv1.1 is accepted']],
  ['any', [tls('', 'a scanner')], ['any version is accepted']],
  ['1.3', [tls('TLSv1.3')], []],
  ['nothing', [parameters({})], []],
]);

const certificate = (spec: Record<string, unknown>, namespace = 'shop') => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: { name: 'tls', namespace },
  spec: { secretName: 'tls', issuerRef: { name: 'company' }, ...spec },
});
const reload = { labels: { 'cnpg.io/reload': 'true' } };
const ours = cluster({ certificates: { serverTLSSecret: 'tls', serverCASecret: 'tls' } });
const clients = cluster({ certificates: { clientCASecret: 'tls', replicationTLSSecret: 'tls' } });

table(certificateReload, [
  ['a server without', [ours, certificate({})], ['Secret "tls" has no label']],
  ['replication without', [clients, certificate({ secretTemplate: { labels: { team: 'x' } } })], ['has no label']],
  ['with', [ours, certificate({ secretTemplate: reload })], []],
  [
    'with, on a Secret that is declared for cert-manager to fill',
    [
      ours,
      certificate({}),
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'tls', namespace: 'shop', ...reload } },
    ],
    [],
  ],
  ['in another namespace', [ours, certificate({}, 'other')], []],
  ['that no cluster loads', [cluster({}), certificate({})], []],
]);

table(certificateRenewal, [
  ['a day before', [ours, certificate({ duration: '2160h', renewBefore: '24h' })], ['Certificate tls is renewed']],
  ['in the last percents', [clients, certificate({ renewBeforePercentage: 5 })], ['is renewed']],
  ['never', [ours, certificate({ renewal: { policy: 'Disabled' } })], ['is never renewed']],
  ['by cert-manager’s own defaults', [ours, certificate({})], []],
  ['by a third', [ours, certificate({ duration: '48h', renewBeforePercentage: 33 })], []],
  ['a month before', [ours, certificate({ duration: '2160h', renewBefore: '720h' })], []],
  ['what cannot be read, which others report', [ours, certificate({ duration: 'soon', renewBefore: 3 })], []],
]);

const api = (env: Record<string, string>, namespace = 'shop') => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'api', namespace },
  spec: {
    template: {
      spec: { containers: [{ name: 'api', env: Object.entries(env).map(([name, value]) => ({ name, value })) }] },
    },
  },
});
const verified = (host: string, namespace?: string) => api({ PGHOST: host, PGSSLMODE: 'verify-full' }, namespace);
const pool = dependent('Pooler', 'pool', {});
const named = (...names: string[]) => cluster({ certificates: { serverAltDNSNames: names } });
const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'alias', namespace: 'shop' },
  spec: { selector: { 'cnpg.io/cluster': 'shop-db' } },
};
const additional = cluster({
  managed: { services: { additional: [{ selectorType: 'rw', serviceTemplate: { metadata: { name: 'alias' } } }] } },
});

table(serverCertificateHost, [
  [
    'CNPG’s own, in each form',
    [cluster({}), ...['shop-db-rw', 'shop-db-ro.shop', 'shop-db-r.shop.svc'].map((h) => verified(h))],
    [],
  ],
  ['CNPG’s own, in full', [cluster({}), verified('shop-db-rw.shop.svc.cluster.local', 'other')], []],
  [
    'of another domain',
    [cluster({}), verified('shop-db-rw.shop.svc.other.zone')],
    ['"shop-db-rw.shop.svc.other.zone" is not in the certificate'],
  ],
  ['of a pooler', [cluster({}), pool, verified('pool')], ['"pool" is not in the certificate of Cluster shop-db']],
  [
    'of a pooler, in another form',
    [named('pool'), pool, verified('pool.shop.svc')],
    ['"pool.shop.svc" is not in the certificate'],
  ],
  ['of a pooler, that is there', [named('pool.shop.svc'), pool, verified('pool.shop.svc')], []],
  [
    'of a pooler with a certificate of its own',
    [cluster({}), dependent('Pooler', 'pool', { pgbouncer: { clientTLSSecret: { name: 'x' } } }), verified('pool')],
    [],
  ],
  ['of an additional service', [additional, verified('alias.shop.svc')], ['is not in the certificate']],
  ['of a Service by hand', [cluster({}), service, verified('alias')], ['is not in the certificate']],
  [
    'in a connection string',
    [cluster({}), pool, api({ URL: 'postgres://a@pool:5432/x?sslmode=verify-full' })],
    ['"pool"'],
  ],
  ['with less than verify-full', [cluster({}), pool, api({ PGHOST: 'pool', PGSSLMODE: 'verify-ca' })], []],
  ['without any mode', [cluster({}), pool, api({ PGHOST: 'pool' })], []],
  ['that is nothing of CNPG’s', [cluster({}), verified('db.example.com')], []],
  ['of a Certificate', [ours, certificate({ dnsNames: ['shop-db-rw'] }), verified('shop-db-rw')], []],
  [
    'that a Certificate lacks',
    [ours, certificate({ dnsNames: ['shop-db-rw'] }), verified('shop-db-ro')],
    ['is not in the certificate'],
  ],
  ['under a star', [ours, certificate({ dnsNames: ['*.shop.svc'] }), verified('shop-db-rw.shop.svc')], []],
  [
    'two labels under a star',
    [ours, certificate({ dnsNames: ['*.svc'] }), verified('shop-db-rw.shop.svc')],
    ['is not in the certificate'],
  ],
  ['of a certificate that nobody sees', [ours, verified('shop-db-rw')], []],
]);

const roles = (limits: (number | undefined)[], given = {}) =>
  parameters(given, {
    managed: { roles: limits.map((connectionLimit, i) => ({ name: `r${i}`, login: true, connectionLimit })) },
  });
table(roleConnectionLimit, [
  ['one role alone', [roles([undefined])], []],
  ['one of two', [roles([undefined, 5])], ['role r0 may take every connection, and 1 others']],
  ['-1', [roles([5, -1, 5])], ['role r1']],
  ['as many as there are', [roles([50, 47])], []],
  ['one more than there are', [roles([50, 48])], ['is 98, but only 97']],
  ['more reserved', [roles([50, 47], { reserved_connections: '5' })], ['only 92']],
  ['more at all', [roles([50, 48], { max_connections: '200' })], []],
  [
    'roles that do not log in',
    [
      cluster({
        managed: { roles: [{ name: 'a' }, { name: 'b', login: true }, { name: 'c', login: true, ensure: 'absent' }] },
      }),
    ],
    [],
  ],
]);
