import { Kind } from '../../manifests/object/kinds';
import { at, type Manifest, text, texts } from '../../manifests/object/manifest';
import { clusterOf } from '../../manifests/object/references';
import { HBA_INCLUDES, hbaMethod, hbaWords } from '../../values/postgres/pg-hba';
import type { Rule } from '../engine/rule';

export const roleCertificateLine: Rule = {
  id: 'role-certificate-line',
  severity: 'warning',
  kinds: [Kind.DATABASE_ROLE],
  operator: '>=1.30',
  why: `With \`clientCertificate\` the operator issues a certificate for the role, but it does not change pg_hba.conf. Without a line that
takes certificates the last line of CNPG applies, \`host all all all scram-sha-256\`: the certificate is ignored, and the role is asked for a
password that it may not have.`,
  docs: 'https://cloudnative-pg.io/docs/1.30/declarative_role_management/#configuring-pg_hbaconf',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: postgresql.cnpg.io/v1
kind: DatabaseRole
metadata: {name: api, namespace: shop}
spec: {name: api, login: true, clientCertificate: {enabled: true}, cluster: {name: shop-db}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {postgresql: {pg_hba: [hostssl all api all cert]}}
---
apiVersion: postgresql.cnpg.io/v1
kind: DatabaseRole
metadata: {name: api, namespace: shop}
spec: {name: api, login: true, clientCertificate: {enabled: true}, cluster: {name: shop-db}}
`,
  check(manifest, { index, report }) {
    const certificate = at(manifest, 'spec.clientCertificate');
    const [cluster, role] = [clusterOf(manifest, index), text(at(manifest, 'spec.name'))];
    if (typeof certificate !== 'object' || certificate === null || at(certificate, 'enabled') === false) return;
    if (cluster === undefined || role === undefined || takesCertificate(cluster, role)) return;
    report({
      path: 'spec.clientCertificate',
      message: `no line of pg_hba in Cluster ${cluster.metadata.name} takes a certificate from role "${role}"`,
      fix: `add hostssl all ${role} all cert to spec.postgresql.pg_hba`,
    });
  },
};

/** Groups, patterns and lines of other files may be about the role: nobody here knows. */
function takesCertificate(cluster: Manifest, role: string): boolean {
  return texts(at(cluster, 'spec.postgresql.pg_hba')).some((line) => {
    const [type = '', , users = ''] = hbaWords(line);
    if (HBA_INCLUDES.includes(type.toLowerCase())) return true;
    if (hbaMethod(line) !== 'cert' && !/\bclientcert=/.test(line)) return false;
    return users
      .split(',')
      .some((user) => user === 'all' || user === role || user === `"${role}"` || /^"?[+/@]/.test(user));
  });
}
