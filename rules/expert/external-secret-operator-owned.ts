import { isOfCluster, makerOf, secretsNamed } from '../../manifests/kubernetes/secret-keys';
import { Kind } from '../../manifests/object/kinds';
import { at, namespaceOf, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const externalSecretOperatorOwned: Rule = {
  id: 'external-secret-operator-owned',
  severity: 'warning',
  kinds: [Kind.EXTERNAL_SECRET],
  why: `An ExternalSecret with \`creationPolicy: Owner\`, its default, takes ownership of its Secret. If the operator also creates that
Secret, the two overwrite each other, and deleting the ExternalSecret deletes the credentials of the application.`,
  docs: 'https://external-secrets.io/latest/guides/ownership-deletion-policy/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: shop-db-app, namespace: shop}
spec: {data: [{secretKey: password, remoteRef: {key: shop}}]}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {bootstrap: {initdb: {database: shop, owner: shop, secret: {name: shop-db-app}}}}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: shop-db-app, namespace: shop}
spec: {data: [{secretKey: password, remoteRef: {key: shop}}]}
`,
  check(manifest, { index, report }) {
    const name = text(at(manifest, 'spec.target.name')) ?? text(manifest.metadata.name) ?? '';
    const policy = text(at(manifest, 'spec.target.creationPolicy')) ?? 'Owner';
    const operator = secretsNamed(namespaceOf(manifest), name, index).find(isOfCluster);
    if (operator === undefined || (policy !== 'Owner' && policy !== 'Orphan')) return;
    report({
      path: at(manifest, 'spec.target.name') === undefined ? 'metadata.name' : 'spec.target.name',
      message: `the operator creates Secret ${name} for ${makerOf(operator)}: the two would overwrite each other`,
      fix: 'choose another name, or name this Secret in the bootstrap of the Cluster, so that the operator creates none',
    });
  },
};
