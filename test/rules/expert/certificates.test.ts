import { certificateAcme } from '../../../rules/expert/certificate-acme';
import { certificateAuthorityKey } from '../../../rules/expert/certificate-authority-key';
import { secretMissing } from '../../../rules/expert/secret-missing';
import { serverCertificateNames } from '../../../rules/expert/server-certificate-names';
import { cluster, dependent, deployment, table } from './support';

const object = (apiVersion: string, kind: string, name: string, spec: Record<string, unknown>) => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'shop' },
  spec,
});
const certificate = (secretName: string, spec: Record<string, unknown> = {}) =>
  object('cert-manager.io/v1', 'Certificate', secretName, { secretName, issuerRef: { name: 'company' }, ...spec });
const issuer = (spec: Record<string, unknown>, kind = 'Issuer') => object('cert-manager.io/v1', kind, 'company', spec);
const sealed = (name: string, ...keys: string[]) =>
  object('bitnami.com/v1alpha1', 'SealedSecret', name, {
    encryptedData: Object.fromEntries(keys.map((key) => [key, ''])),
  });
const fetched = (name: string) =>
  object('external-secrets.io/v1', 'ExternalSecret', name, { target: { name }, dataFrom: [{ extract: { key: 'x' } }] });
const using = (certificates: Record<string, string>) => cluster({ certificates });
const pooler = (pgbouncer: Record<string, unknown>) => dependent('Pooler', 'pool', { type: 'rw', pgbouncer });

const CA = certificate('ca', { isCA: true });
const both = using({ clientCASecret: 'ca', replicationTLSSecret: 'replication' });

table(certificateAuthorityKey, [
  ['for replication', [using({ clientCASecret: 'ca' }), CA], ['must sign the replication certificate: it']],
  ['for the server', [using({ serverCASecret: 'ca' }), CA], ['must sign the server certificate']],
  ['for both', [using({ serverCASecret: 'ca', clientCASecret: 'ca' }), CA], ['replication', 'the server']],
  ['a sealed one', [using({ clientCASecret: 'ca' }), sealed('ca', 'ca.crt', 'tls.key')], ['SealedSecret shop/ca, has']],
  ['for a Pooler', [both, CA, pooler({ poolMode: 'session' })], ['must sign the certificate of Pooler pool']],
  [
    "a Secret with the name of the operator's own",
    [using({ clientCASecret: 'shop-db-ca', replicationTLSSecret: 'r' }), certificate('shop-db-ca'), pooler({})],
    ['Certificate shop/shop-db-ca, has'],
  ],
  ["the operator's own", [using({ clientCASecret: 'shop-db-ca' })], []],
  ['with both certificates', [both, CA], []],
  [
    'a Pooler that is not integrated',
    [both, CA, pooler({ authQuery: 'SELECT 1', authQuerySecret: { name: 'q' } })],
    [],
  ],
  ['a Pooler with a certificate of its own', [both, CA, pooler({ serverTLSSecret: { name: 't' } })], []],
  ['with the key', [using({ clientCASecret: 'ca' }), sealed('ca', 'ca.crt', 'ca.key')], []],
  ['with keys that nobody sees', [using({ clientCASecret: 'ca' }), fetched('ca')], []],
  ['from elsewhere', [using({ clientCASecret: 'ca' })], []],
  ["CNPG's own, with a Pooler", [cluster({}), pooler({})], []],
]);

const ACME = { acme: { server: 'https://acme.example.com' } };
const tls = using({ serverTLSSecret: 'tls', serverCASecret: 'tls' });

table(certificateAcme, [
  [
    'an Issuer',
    [issuer(ACME), certificate('tls'), tls],
    ['Certificate tls is signed by an ACME authority, which provides no ca.crt'],
  ],
  [
    'a ClusterIssuer',
    [
      { ...issuer(ACME, 'ClusterIssuer'), metadata: { name: 'company' } },
      certificate('tls', { issuerRef: { name: 'company', kind: 'ClusterIssuer' } }),
      tls,
    ],
    ['signed by an ACME authority'],
  ],
  ['an authority', [issuer({ ca: { secretName: 'x' } }), certificate('tls'), tls], []],
  ['an unknown issuer', [certificate('tls'), tls], []],
  [
    'with the authority from elsewhere',
    [issuer(ACME), certificate('tls'), using({ serverTLSSecret: 'tls', serverCASecret: 'roots' })],
    [],
  ],
]);

table(serverCertificateNames, [
  [
    'others',
    [certificate('tls', { dnsNames: ['db.example.com'] }), tls],
    ['lacks names of Services of the Cluster (shop-db-rw, shop-db-ro, shop-db-r)'],
  ],
  ['none', [certificate('tls'), tls], ['lacks names of Services']],
  [
    'a name outside, by ACME',
    [issuer(ACME), certificate('tls', { dnsNames: ['db.example.com'] }), tls],
    ['call it by one'],
  ],
  ['one of them', [certificate('tls', { dnsNames: ['shop-db-rw.shop.svc'] }), tls], []],
  ['a star', [certificate('tls', { dnsNames: ['*.shop.svc.cluster.local'] }), tls], []],
  ['a certificate from elsewhere', [tls], []],
  ["CNPG's own", [cluster({})], []],
]);

const superuser = (name: string, enableSuperuserAccess = true) =>
  cluster({ enableSuperuserAccess, superuserSecret: { name } });
const reader = deployment({ envFrom: [{ secretRef: { name: 'shop-db-superuser' } }] });

table(secretMissing, [
  ['a superuser secret that nobody makes', [cluster({}), reader], ['has no Secret shop-db-superuser']],
  ["one's own, with the name of the operator's", [superuser('shop-db-superuser'), reader], []],
  ["one's own without access", [superuser('shop-db-superuser', false), reader], []],
  ["one's own with another name", [superuser('root')], []],
  ["the operator's", [cluster({ enableSuperuserAccess: true }), reader], []],
]);
