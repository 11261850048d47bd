import { certificateAcme } from '../../../rules/expert/certificate-acme';
import { table } from './support';
import { ACME, certificate, issuer, tls, using } from './support/certificates';

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
