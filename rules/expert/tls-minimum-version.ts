import { Kind } from '../../manifests/object/kinds';
import { record, text } from '../../manifests/object/manifest';
import { givenParameters, PARAMETERS } from '../../manifests/postgres/server-parameters';
import { TLS_REASON_ANNOTATION } from '../../values/postgres/tls';
import type { Rule } from '../engine/rule';

const LOWER = ['', 'TLSv1', 'TLSv1.1', 'TLSv1.2'];

export const tlsMinimumVersion: Rule = {
  id: 'tls-minimum-version',
  severity: 'warning',
  level: 'regulated',
  kinds: [Kind.CLUSTER],
  why: `CNPG accepts only TLS 1.3, which every client supports that is linked with OpenSSL 1.1.1 or runs on Java 11. A lower minimum serves
one old client and remains when that client is gone, so its reason belongs in the annotation ${TLS_REASON_ANNOTATION}. No reason is good
enough for less than TLS 1.2.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/ssl_connections/#tls-configuration',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {postgresql: {parameters: {ssl_min_protocol_version: TLSv1.2}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  name: shop-db
  namespace: shop
  annotations: {${TLS_REASON_ANNOTATION}: the label printer speaks TLS 1.2}
spec: {postgresql: {parameters: {ssl_min_protocol_version: TLSv1.2}}}
`,
  check(manifest, { report }) {
    const version = givenParameters(manifest).ssl_min_protocol_version;
    if (version === undefined || !LOWER.includes(version)) return;
    const reason = text(record(manifest.metadata.annotations)[TLS_REASON_ANNOTATION])?.trim() ?? '';
    if (version === 'TLSv1.2' && reason !== '') return;
    report({
      path: `${PARAMETERS}.ssl_min_protocol_version`,
      message: `${version === '' ? 'any version' : version} is accepted, while the default of CNPG is TLSv1.3${version === 'TLSv1.2' ? ', and no reason is given' : ''}`,
      fix: "delete it, or give a reason: tls: { mode: 'required', minimumVersion: 'TLSv1.2', reason }",
    });
  },
};
