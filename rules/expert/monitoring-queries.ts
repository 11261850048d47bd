import { Kind } from '../../manifests/object/kinds';
import { at, list, namespaceOf, record, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const PATH = 'spec.monitoring.customQueriesConfigMap';

export const monitoringQueries: Rule = {
  id: 'monitoring-queries',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `Custom queries come from a ConfigMap in the namespace. If the ConfigMap or its key does not exist, the metrics are missing, and the
only trace is a line in the log of the instance. This rule checks ConfigMaps that the input contains.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/monitoring/#user-defined-metrics',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {monitoring: {customQueriesConfigMap: [{name: queries, key: custom-queries}]}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: queries, namespace: shop}
data: {queries: ""}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {monitoring: {customQueriesConfigMap: [{name: queries, key: custom-queries}]}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: queries, namespace: shop}
data: {custom-queries: ""}
`,
  check(manifest, { index, report }) {
    for (const [position, entry] of list(at(manifest, PATH)).entries()) {
      const { name, key } = record(entry);
      const map = index.get(Kind.CONFIG_MAP, namespaceOf(manifest), text(name) ?? '');
      const keys = Object.keys(record(map?.data));
      if (map === undefined || typeof key !== 'string' || keys.includes(key)) continue;
      report({
        path: `${PATH}[${position}].key`,
        message: `ConfigMap ${name} has no key "${key}": its metrics are missing`,
        fix: `use one of its keys: ${keys.join(', ') || 'it has none'}`,
      });
    }
  },
};
