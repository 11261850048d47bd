import { certificatesOf, isSignedByAcme } from '../../manifests/cnpg/cluster-certificates';
import { Kind } from '../../manifests/object/kinds';
import { at, record, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const AUTHORITIES = ['serverCASecret', 'clientCASecret'];

export const certificateAcme: Rule = {
  id: 'certificate-acme',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `Let's Encrypt and other authorities that speak ACME send no certificate of their own, so cert-manager writes no \`ca.crt\` into the Secret.
The operator reads it from the authority's Secret at every reconcile: "missing ca.crt secret data", and nothing of the Cluster is
reconciled. Nor do they sign names inside of the cluster, such as \`<cluster>-rw\`.`,
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
        message: `Certificate ${certificate.metadata.name} is signed by ACME, which gives no ca.crt: the operator fails to read it from Secret "${secret}" and stops reconciling`,
        fix: 'let an issuer with an authority of its own sign it (spec.ca), or name a Secret with the ca.crt of the public authority',
      });
    }
  },
};
