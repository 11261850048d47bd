import { makerOf, secretsNamed } from '../../manifests/kubernetes/secret-keys';
import { secretReferencesOf } from '../../manifests/kubernetes/secret-references';
import { Kind, WORKLOAD_KINDS } from '../../manifests/object/kinds';
import { namespaceOf } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const secretKeyMissing: Rule = {
  id: 'secret-key-missing',
  severity: 'error',
  misses: 'reference',
  kinds: [...WORKLOAD_KINDS, Kind.CLUSTER, Kind.DATABASE_ROLE, Kind.OBJECT_STORE, Kind.POOLER],
  why: `A key that is missing in its Secret keeps the container in CreateContainerConfigError, or keeps the operator from setting a
password. No admission check finds it. \`<cluster>-app\` has exactly username, user, password, dbname, host, port, pgpass, uri, jdbc-uri,
fqdn-uri and fqdn-jdbc-uri; \`<cluster>-ca\` has ca.crt and ca.key. This rule checks Secrets that an object of the input creates.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/applications/#secrets',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - name: api
        env: [{name: DATABASE_URL, valueFrom: {secretKeyRef: {name: shop-db-app, key: url}}}]
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - name: api
        env: [{name: DATABASE_URL, valueFrom: {secretKeyRef: {name: shop-db-app, key: uri}}}]
`,
  check(manifest, { index, report }) {
    for (const { name, keys, path } of secretReferencesOf(manifest)) {
      const makers = secretsNamed(namespaceOf(manifest), name, index);
      const [first] = makers;
      const missing = keys.filter((key) =>
        makers.every((secret) => secret.keys !== undefined && !secret.keys.has(key)),
      );
      if (first === undefined || missing.length === 0) continue;
      const known = [...new Set(makers.flatMap((secret) => [...(secret.keys ?? [])]))];
      report({
        path,
        message: `Secret ${name}, created by ${makerOf(first)}, has no key ${missing.join(', ')}`,
        fix: `use one of its keys: ${known.join(', ') || 'it has none'}`,
      });
    }
  },
};
