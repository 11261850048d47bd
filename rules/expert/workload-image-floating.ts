import { containersOf, usesCluster } from '../../manifests/kubernetes/workload';
import { WORKLOAD_KINDS } from '../../manifests/object/kinds';
import { text } from '../../manifests/object/manifest';
import { ImageReference } from '../../values/cnpg/image';
import { attempt } from '../../values/text/invalid-value';
import type { Rule } from '../engine/rule';

export const workloadImageFloating: Rule = {
  id: 'workload-image-floating',
  severity: 'warning',
  level: 'regulated',
  kinds: WORKLOAD_KINDS,
  why: `\`latest\`, or no tag, may be another program at the next pull. After a node is lost, the pods that come back may run other code
than those that remained, with other migrations on the same database. This rule checks workloads that use a Cluster of the input.`,
  docs: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec: {template: {spec: {containers: [{name: api, image: "shop/api:latest", envFrom: [{secretRef: {name: shop-db-app}}]}]}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec: {template: {spec: {containers: [{name: api, image: "shop/api:1.0.0", envFrom: [{secretRef: {name: shop-db-app}}]}]}}}
`,
  check(manifest, { index, report }) {
    for (const { path, fields } of containersOf(manifest)) {
      const image = text(fields.image) ?? '';
      if (attempt(() => ImageReference.parse(image))?.isLatest !== true || !usesCluster(manifest, index)) continue;
      report({
        path: `${path}.image`,
        message: `"${image}" may be another program at the next pull`,
        fix: 'set a version or a digest',
      });
    }
  },
};
