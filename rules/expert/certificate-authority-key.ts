import { isIntegratedPooler } from '../../manifests/cnpg/pooler';
import { isOfCluster, makerOf, secretsNamed } from '../../manifests/kubernetes/secret-keys';
import { Kind } from '../../manifests/object/kinds';
import { at, type Manifest, namespaceOf, record, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { dependentsOf } from '../../manifests/object/references';
import type { Rule } from '../engine/rule';

export const certificateAuthorityKey: Rule = {
  id: 'certificate-authority-key',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `The operator signs every certificate that is not given, with \`ca.key\` of the CA Secret: the server certificate, the replication
certificate and that of every Pooler with automated integration. A Secret of cert-manager has \`ca.crt\` and \`tls.key\`, but no \`ca.key\`.
The operator then fails with "missing ca.key secret data" and reconciles nothing of the Cluster, not even a failover.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/certificates/#client-certificate',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {certificates: {clientCASecret: shop-ca}}
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: shop-ca, namespace: shop}
spec: {secretName: shop-ca, isCA: true, commonName: shop-ca, issuerRef: {name: selfsigned}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {certificates: {clientCASecret: shop-ca, replicationTLSSecret: shop-replication}}
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: shop-ca, namespace: shop}
spec: {secretName: shop-ca, isCA: true, commonName: shop-ca, issuerRef: {name: selfsigned}}
`,
  check(manifest, { index, report }) {
    for (const { field, signs, fix } of signaturesOf(manifest, index)) {
      const secret = text(record(at(manifest, 'spec.certificates'))[field]);
      const all = secret === undefined ? [] : secretsNamed(namespaceOf(manifest), secret, index);
      // If something else creates a Secret with the name of the operator's own, the operator uses it unchanged.
      const others = all.filter((each) => !isOfCluster(each));
      const makers = others.length > 0 ? others : all;
      const [first] = makers;
      if (first === undefined || makers.some(({ keys }) => keys === undefined || keys.has('ca.key'))) continue;
      report({
        path: `spec.certificates.${field}`,
        message: `Secret ${secret}, created by ${makerOf(first)}, has no ca.key, but the operator must sign ${signs}: it fails and stops reconciling the Cluster`,
        fix,
      });
    }
  },
};

/** What the operator signs with the CA Secrets that the Cluster names. */
function signaturesOf(cluster: Manifest, index: Index): { field: string; signs: string; fix: string }[] {
  const { serverTLSSecret, replicationTLSSecret } = record(at(cluster, 'spec.certificates'));
  const key = 'or use a Secret that has ca.key as well';
  const found = [];
  if (!serverTLSSecret) {
    const fix = `set serverTLSSecret to a Secret with the server certificate, ${key}`;
    found.push({ field: 'serverCASecret', signs: 'the server certificate', fix });
  }
  if (!replicationTLSSecret) {
    const fix = `set replicationTLSSecret to a Secret with a certificate of streaming_replica, ${key}`;
    found.push({ field: 'clientCASecret', signs: 'the replication certificate', fix });
  } else {
    const pooler = dependentsOf(Kind.POOLER, cluster, index).find(isIntegratedPooler);
    if (pooler === undefined) return found;
    const fix = `set serverTLSSecret, authQuery and authQuerySecret of the Pooler, ${key}`;
    found.push({ field: 'clientCASecret', signs: `the certificate of Pooler ${pooler.metadata.name}`, fix });
  }
  return found;
}
