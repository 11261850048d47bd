import { passwordGeneratorsOf, targetNameOf, templateOf } from '../../manifests/kubernetes/rotation';
import { isOfCluster, secretsNamed } from '../../manifests/kubernetes/secret-keys';
import { Kind } from '../../manifests/object/kinds';
import { at, namespaceOf } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const WITH_PASSWORD = ['password', 'pgpass', 'uri', 'jdbc-uri', 'fqdn-uri', 'fqdn-jdbc-uri'];

export const externalSecretStaleKeys: Rule = {
  id: 'external-secret-stale-keys',
  severity: 'warning',
  kinds: [Kind.EXTERNAL_SECRET],
  why: `The password is in six keys of \`<cluster>-app\`. An ExternalSecret with \`creationPolicy: Merge\` replaces only the keys of its
template; the others keep the previous password. Any client that reads one of those is refused after the first rotation. The example in
CNPG's own documentation writes two keys.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/cncf-projects/external-secrets/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: rotation, namespace: shop}
spec:
  refreshInterval: 24h0m0s
  target:
    name: shop-db-app
    creationPolicy: Merge
    template: {data: {password: "{{ .password }}", pgpass: "shop-db-rw:5432:app:app:{{ .password }}"}}
  dataFrom: [{sourceRef: {generatorRef: {kind: Password, name: shop-db-app}}}]
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {bootstrap: {initdb: {database: app, owner: app, secret: {name: shop-db-app}}}}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: shop-db-app, namespace: shop}
spec:
  refreshInterval: 24h0m0s
  target: {template: {data: {username: app, password: "{{ .password }}"}}}
  dataFrom: [{sourceRef: {generatorRef: {kind: Password, name: shop-db-app}}}]
`,
  check(manifest, { index, report }) {
    if (at(manifest, 'spec.target.creationPolicy') !== 'Merge') return;
    const name = targetNameOf(manifest);
    const makers = secretsNamed(namespaceOf(manifest), name, index);
    const cluster = makers.find((each) => isOfCluster(each) && each.keys?.has('pgpass'));
    const written = Object.keys(templateOf(manifest));
    const keys = written.length > 0 ? written : passwordGeneratorsOf(manifest).length > 0 ? ['password'] : [];
    const stale = WITH_PASSWORD.filter((key) => !keys.includes(key));
    if (cluster === undefined || !keys.includes('password') || stale.length === 0) return;
    report({
      path: written.length > 0 ? 'spec.target.template.data' : 'spec.target',
      message: `${stale.join(', ')} of Secret ${name} keep the previous password`,
      fix: 'write these keys too, or let RotatedCredentials create the whole Secret and name it in the bootstrap of the Cluster',
    });
  },
};
