import { Kind } from '../../manifests/object/kinds';
import type { Rule } from '../engine/rule';
import { reportCombinations } from '../parameters/parameter-combinations';

export const parameterCombination: Rule = {
  id: 'parameter-combination',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `Each value is right by itself, and PostgreSQL refuses to start with both: reserved connections that leave none, a WAL size below two
segments, statistics of statements and of their parts, an oldest TLS version above the newest. CNPG gives TLSv1.3 for the oldest, so that
\`ssl_max_protocol_version: TLSv1.2\` alone is enough. The webhook lets it through, and the instances go down at their next restart.`,
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
