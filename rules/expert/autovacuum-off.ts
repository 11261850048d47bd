import { Kind } from '../../manifests/object/kinds';
import { givenParameters, isOff, PARAMETERS } from '../../manifests/postgres/server-parameters';
import type { Rule } from '../engine/rule';

export const autovacuumOff: Rule = {
  id: 'autovacuum-off',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `Without autovacuum dead rows remain, tables and indexes grow without bound and statistics become stale. When transaction IDs run out
PostgreSQL starts it anyway, on every old table at once, and stops accepting writes if that is too late. Autovacuum relies on the counts of
\`track_counts\`: when that is off, it never finds work.`,
  docs: 'https://www.postgresql.org/docs/current/routine-vacuuming.html#AUTOVACUUM',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {postgresql: {parameters: {autovacuum: "off"}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {postgresql: {parameters: {autovacuum_naptime: 30s}}}
`,
  check(manifest, { report }) {
    for (const name of ['autovacuum', 'track_counts']) {
      if (!isOff(givenParameters(manifest)[name])) continue;
      report({
        path: `${PARAMETERS}.${name}`,
        message: `${name} is off: dead rows remain, and writes stop when transaction IDs run out`,
        fix: `delete ${name}; to spare one table, set autovacuum_enabled on that table`,
      });
    }
  },
};
