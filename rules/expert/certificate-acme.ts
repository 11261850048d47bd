import { certificatesOf, isSignedByAcme } from '../../manifests/cnpg/cluster-certificates';
import { Kind } from '../../manifests/object/kinds';
import { at, record, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const AUTHORITIES = ['serverCASecret', 'clientCASecret'];

export const certificateAcme: Rule = {
  id: 'certificate-acme',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `Let's Encrypt and other ACME authorities do not return their own certificate, so cert-manager writes no \`ca.crt\` into the Secret.
The operator reads it from the CA Secret at every reconciliation, fails with "missing ca.crt secret data", and reconciles nothing of the
Cluster. ACME authorities also do not sign cluster-internal names such as \`<cluster>-rw\`.`,
  docs: 'https://github.com/cloudnative-pg/cloudnative-pg/issues/3503',
  wrong: `apiVersion: cert-manager.io/v1
kind: Issuer
metadata: {name: letsencrypt, namespace: shop}
spec: {acme: {server: "https://acme-v02.api.letsencrypt.org/directory", privateKeySecretRef: {name: letsencrypt}}}
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: shop-db, namespace: shop}
spec: {secretName: shop-db-tls, dnsNames: [db.example.com], issuerRef: {name: letsencrypt}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {certificates: {serverTLSSecret: shop-db-tls, serverCASecret: shop-db-tls}}
`,
  right: `apiVersion: cert-manager.io/v1
kind: Issuer
metadata: {name: company, namespace: shop}
spec: {ca: {secretName: company-ca}}
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: shop-db, namespace: shop}
spec: {secretName: shop-db-tls, dnsNames: [shop-db-rw, db.example.com], issuerRef: {name: company}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {certificates: {serverTLSSecret: shop-db-tls, serverCASecret: shop-db-tls}}
`,
  check(manifest, { index, report }) {
    const names = record(at(manifest, 'spec.certificates'));
    for (const { secret, certificate } of certificatesOf(manifest, index)) {
      const field = AUTHORITIES.find((each) => text(names[each]) === secret);
      if (field === undefined || !isSignedByAcme(certificate, index)) continue;
      report({
        path: `spec.certificates.${field}`,
        message: `Certificate ${certificate.metadata.name} is signed by an ACME authority, which provides no ca.crt: the operator fails to read it from Secret "${secret}" and stops reconciling`,
        fix: 'sign it with a CA issuer (spec.ca), or name a Secret with the ca.crt of the public authority',
      });
    }
  },
};
