import { syncOptionsOf } from '../../manifests/argo/argo';
import { Kind, NAMESPACED_KINDS } from '../../manifests/object/kinds';
import { at, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { nearest } from '../../values/text/nearest';
import type { Rule } from '../engine/rule';

export const namespaceUndeclared: Rule = {
  id: 'namespace-undeclared',
  severity: 'warning',
  misses: 'object',
  kinds: NAMESPACED_KINDS,
  why: `If the input declares its namespaces, an object in a namespace with almost the same name as one of them is most likely misspelled.
The API server refuses it because the namespace does not exist, or it is created away from its Cluster and its Secrets.`,
  docs: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
  wrong: `apiVersion: v1
kind: Namespace
metadata: {name: phoenix-guardian}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: phoenix-gaurdian}
`,
  right: `apiVersion: v1
kind: Namespace
metadata: {name: phoenix-guardian}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: phoenix-guardian}
`,
  check(manifest, { index, report }) {
    const namespace = text(manifest.metadata.namespace) ?? '';
    const declared = index.derive(namespaces);
    if (namespace.length < 5 || declared.has(namespace)) return;
    const meant = nearest(namespace, declared);
    // prod-1 and prod-2 are two namespaces, not a typo.
    if (meant === undefined || meant.replace(/\d+/g, '') === namespace.replace(/\d+/g, '')) return;
    report({
      path: 'metadata.namespace',
      message: `namespace "${namespace}" is not declared, but "${meant}" is`,
      fix: `write ${meant}, or add the Namespace ${namespace}`,
    });
  },
};

function namespaces(index: Index): ReadonlySet<string> {
  const declared = index.all(Kind.NAMESPACE).flatMap(({ metadata }) => text(metadata.name) ?? []);
  const created = index
    .all(Kind.APPLICATION)
    .filter((application) => syncOptionsOf(application).includes('CreateNamespace=true'))
    .flatMap((application) => text(at(application, 'spec.destination.namespace')) ?? []);
  return new Set([...declared, ...created]);
}
