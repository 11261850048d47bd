import { servicesByNamespace, servicesOf } from '../../manifests/cnpg/services';
import { Kind } from '../../manifests/object/kinds';
import { groupKindOf, type Manifest, namespaceOf, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const serviceNameTaken: Rule = {
  id: 'service-name-taken',
  severity: 'error',
  kinds: [Kind.CLUSTER, Kind.POOLER],
  why: `A Cluster creates Services (\`-rw\`, \`-ro\`, \`-r\` and those of \`managed.services\`), a Pooler creates one with its own name. If
two objects create the same Service, the operator owns it through one of them and stops at the other: the Cluster stays in the phase "Unable
to create required cluster objects", and the Pooler is retried forever.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/service_management/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: {name: shop-db-rw, namespace: shop}
spec: {cluster: {name: shop-db}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: {name: shop-db-pooler-rw, namespace: shop}
spec: {cluster: {name: shop-db}}
`,
  check(manifest, { index, report }) {
    const services = index.derive(servicesByNamespace).get(namespaceOf(manifest));
    const own = { name: text(manifest.metadata.name) ?? '', path: 'metadata.name' };
    for (const { name, path } of groupKindOf(manifest) === Kind.POOLER ? [own] : servicesOf(manifest)) {
      const owners = services?.get(name) ?? [];
      // The same Cluster in two files, for two environments, is not another one.
      const other = owners.find((owner) => !isSame(owner.manifest, manifest));
      // Of a Cluster and a Pooler the later one is reported, and either of them before a Service manifest.
      if (other === undefined || (owners[0]?.manifest === manifest && other.manifest.kind !== 'Service')) continue;
      report({
        path,
        message: `Service "${name}" is also created by ${other.manifest.kind} ${other.manifest.metadata.name}: one of the two never works`,
        fix: 'choose another name',
      });
    }
  },
};

function isSame(one: Manifest, other: Manifest): boolean {
  return groupKindOf(one) === groupKindOf(other) && one.metadata.name === other.metadata.name;
}
