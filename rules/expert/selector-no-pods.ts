import { selectorText } from '../../manifests/network/peer-text';
import { isKnownToSelectNothing } from '../../manifests/network/selected';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const selectorNoPods: Rule = {
  id: 'selector-no-pods',
  severity: 'warning',
  misses: 'reference',
  kinds: [Kind.NETWORK_POLICY, Kind.POD_DISRUPTION_BUDGET, Kind.SERVICE],
  why: `A selector that matches no pod is admitted and has no effect: a Service has no endpoints, a policy restricts nothing, a budget
protects nothing. This rule compares CNPG's labels with the Clusters and Poolers of the input; other labels may belong to anything. It
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
