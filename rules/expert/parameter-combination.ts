import { Kind } from '../../manifests/object/kinds';
import type { Rule } from '../engine/rule';
import { reportCombinations } from '../parameters/parameter-combinations';

export const parameterCombination: Rule = {
  id: 'parameter-combination',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `Each value is valid by itself, but PostgreSQL refuses to start with both: reserved connections that leave none free, a WAL size
below two segments, statistics of statements and of their parts, or a minimum TLS version above the maximum. CNPG sets TLSv1.3 as the
minimum, so \`ssl_max_protocol_version: TLSv1.2\` alone is enough to fail. The webhook accepts it, and the instances go down at their next
restart.`,
  docs: 'https://www.postgresql.org/docs/current/runtime-config-connection.html#GUC-RESERVED-CONNECTIONS',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {postgresql: {parameters: {max_connections: "20", reserved_connections: "17"}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {postgresql: {parameters: {max_connections: "20", reserved_connections: "5"}}}
`,
  check(manifest, { report }) {
    reportCombinations(manifest, report);
  },
};
