import { serverCertificateHost } from '../../../rules/expert/server-certificate-host';
import { cluster, dependent, table } from './support';
import { certificate, ours } from './support/tls';

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
