import { serverCertificateNames } from '../../../rules/expert/server-certificate-names';
import { cluster, table } from './support';
import { ACME, certificate, issuer, tls } from './support/certificates';

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
