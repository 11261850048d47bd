import { certificatesOf } from '../../manifests/cnpg/cluster-certificates';
import { Kind } from '../../manifests/object/kinds';
import { at, namespaceOf, record } from '../../manifests/object/manifest';
import { RELOAD_LABEL } from '../../values/cnpg/cnpg-metadata';
import type { Rule } from '../engine/rule';

export const certificateReload: Rule = {
  id: 'certificate-reload',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `cert-manager renews a certificate in its Secret. The operator watches Secrets that it does not create only if they have the label
${RELOAD_LABEL}. Without the label the servers keep the old certificate until something else triggers a reconciliation or the certificate
expires; then replication and clients fail on the same day.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/certificates/#server-certificates_1',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {certificates: {serverTLSSecret: shop-tls, serverCASecret: shop-tls}}
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: shop-tls, namespace: shop}
spec: {secretName: shop-tls, dnsNames: [shop-db-rw], issuerRef: {name: company}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {certificates: {serverTLSSecret: shop-tls, serverCASecret: shop-tls}}
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: shop-tls, namespace: shop}
spec:
  secretName: shop-tls
  secretTemplate: {labels: {${RELOAD_LABEL}: ""}}
  dnsNames: [shop-db-rw]
  issuerRef: {name: company}
`,
  check(manifest, { index, report }) {
    for (const { path, secret, certificate } of certificatesOf(manifest, index)) {
      const declared = index.get(Kind.SECRET, namespaceOf(manifest), secret);
      const labels = { ...declared?.metadata.labels, ...record(at(certificate, 'spec.secretTemplate.labels')) };
      if (Object.hasOwn(labels, RELOAD_LABEL)) continue;
      report({
        path,
        message: `Secret "${secret}" has no label ${RELOAD_LABEL}: when cert-manager renews it the servers keep the old certificate`,
        fix: `set secretTemplate: {labels: {${RELOAD_LABEL}: ""}} in Certificate ${certificate.metadata.name}`,
      });
    }
  },
};
