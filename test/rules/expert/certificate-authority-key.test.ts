import { certificateAuthorityKey } from '../../../rules/expert/certificate-authority-key';
import { cluster, dependent, table } from './support';
import { certificate, object, using } from './support/certificates';

const sealed = (name: string, ...keys: string[]) =>
  object('bitnami.com/v1alpha1', 'SealedSecret', name, {
    encryptedData: Object.fromEntries(keys.map((key) => [key, ''])),
  });

const fetched = (name: string) =>
  object('external-secrets.io/v1', 'ExternalSecret', name, { target: { name }, dataFrom: [{ extract: { key: 'x' } }] });

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
