import { selectorText } from '../../manifests/network/peer-text';
import { isKnownToSelectNothing } from '../../manifests/network/selected';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, list, type Manifest, record } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const selectorNoPods: Rule = {
  id: 'selector-no-pods',
  severity: 'warning',
  misses: 'reference',
  kinds: [Kind.CLUSTER, Kind.NETWORK_POLICY, Kind.POD_DISRUPTION_BUDGET, Kind.SERVICE],
  why: `A selector that matches no pod is admitted and has no effect: a Service has no endpoints, a policy restricts nothing, a budget
protects nothing, a line of pg_hba lets in nobody. This rule compares CNPG's labels with the Clusters and Poolers of the input; other labels may belong to anything. It
reports nothing if the input has no Cluster in this namespace, because its pods are probably declared elsewhere.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/labels_annotations/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: v1
kind: Service
metadata: {name: database, namespace: shop}
spec: {selector: {cnpg.io/cluster: shop-db, cnpg.io/instanceRole: master}, ports: [{port: 5432}]}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: v1
kind: Service
metadata: {name: database, namespace: shop}
spec: {selector: {cnpg.io/cluster: shop-db, cnpg.io/instanceRole: primary}, ports: [{port: 5432}]}
`,
  check(manifest, { index, report }) {
    for (const [position, { name, selector }] of podSelectorsOf(manifest).entries()) {
      if (!isKnownToSelectNothing(selector, manifest, index)) continue;
      report({
        path: `spec.podSelectorRefs[${position}].selector`,
        message: `no CNPG pod in this namespace has ${selectorText(selector)}: lines with \${podselector:${name}} let in nobody`,
        fix: 'correct the label, or delete the selector and its lines of pg_hba',
      });
    }
    const isPolicy = groupKindOf(manifest) === Kind.NETWORK_POLICY;
    const path = isPolicy ? 'spec.podSelector' : 'spec.selector';
    const given = at(manifest, path);
    const selector = groupKindOf(manifest) === Kind.SERVICE ? { matchLabels: given } : given;
    if (!isKnownToSelectNothing(selector, manifest, index)) return;
    report({
      path,
      message: `no CNPG pod in this namespace has ${selectorText(selector)}: it selects nothing`,
      fix: 'correct the label, or delete the object',
    });
  },
};

/** Pods whose addresses the operator writes to pg_hba.conf. */
function podSelectorsOf(manifest: Manifest) {
  return groupKindOf(manifest) === Kind.CLUSTER ? list(at(manifest, 'spec.podSelectorRefs')).map(record) : [];
}
