import { certificateFor, coversHost, isSignedByAcme } from '../../manifests/cnpg/cluster-certificates';
import { servicesOf } from '../../manifests/cnpg/services';
import { Kind } from '../../manifests/object/kinds';
import { at, namespaceOf, text, texts } from '../../manifests/object/manifest';
import { serviceHosts } from '../../values/kubernetes/service-hosts';
import type { Rule } from '../engine/rule';

export const serverCertificateNames: Rule = {
  id: 'server-certificate-names',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `A given certificate replaces the operator's, which has the names of all Services of the Cluster. Without \`<cluster>-rw\` every
client inside the Kubernetes cluster that checks the host (\`sslmode=verify-full\`, as intended for the application secret) is rejected.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/certificates/#server-certificates_1',
  wrong: `apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: shop-db, namespace: shop}
spec: {secretName: shop-db-tls, dnsNames: [db.example.com], issuerRef: {name: company}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {certificates: {serverTLSSecret: shop-db-tls, serverCASecret: company-ca}}
`,
  right: `apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: shop-db, namespace: shop}
spec: {secretName: shop-db-tls, dnsNames: [shop-db-rw, shop-db-r, shop-db-ro, db.example.com], issuerRef: {name: company}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {certificates: {serverTLSSecret: shop-db-tls, serverCASecret: company-ca}}
`,
  check(manifest, { index, report }) {
    const secret = text(at(manifest, 'spec.certificates.serverTLSSecret'));
    if (secret === undefined) return;
    const namespace = namespaceOf(manifest);
    const certificate = certificateFor(namespace, secret, index);
    if (certificate === undefined) return;
    const names = texts(at(certificate, 'spec.dnsNames'));
    const own = servicesOf(manifest).filter(({ path }) => path === 'metadata.name');
    const isCovered = (name: string) => serviceHosts(name, namespace).some((host) => coversHost(names, host));
    const missing = own.map(({ name }) => name).filter((name) => !isCovered(name));
    // A certificate with one of these names was written on purpose: some clusters have no clients that read from replicas.
    if (own.length === 0 || missing.length < own.length) return;
    report({
      path: 'spec.certificates.serverTLSSecret',
      message: `Certificate ${certificate.metadata.name} lacks names of Services of the Cluster (${missing.join(', ')}): clients that call it by one of these with verify-full are rejected`,
      fix: isSignedByAcme(certificate, index)
        ? `let clients call it by a name of the Certificate, or let an issuer with an authority of its own sign ${missing.join(', ')}: ACME signs none of them`
        : `add ${missing.join(', ')} to its dnsNames, each in the form that clients use`,
    });
  },
};
