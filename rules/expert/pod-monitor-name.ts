import { Kind } from '../../manifests/object/kinds';
import { namespaceOf, text } from '../../manifests/object/manifest';
import { operatorName } from '../../values/cnpg/target';
import type { Rule } from '../engine/rule';

export const podMonitorName: Rule = {
  id: 'pod-monitor-name',
  severity: 'error',
  kinds: [Kind.POD_MONITOR],
  operator: '<1.28.1',
  why: `Before 1.28.1 the operator deletes any PodMonitor with the name of a Cluster, whoever created it, as a leftover of its own
\`enablePodMonitor\`. The example in the documentation has exactly that name. Argo CD creates it again, and the two never stop.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/monitoring/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: {name: shop-db, namespace: shop}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: {name: shop-db-podmonitor, namespace: shop}
`,
  exampleTarget: { operator: '1.28.0' },
  check(manifest, { index, target, report }) {
    const name = text(manifest.metadata.name) ?? '';
    if (!index.get(Kind.CLUSTER, namespaceOf(manifest), name)) return;
    report({
      path: 'metadata.name',
      message: `Cluster ${name} has the same name, so ${operatorName(target)} deletes this PodMonitor`,
      fix: `name it ${name}-podmonitor`,
    });
  },
};
