import { Kind } from '../../manifests/object/kinds';
import { givenParameters, isOff, PARAMETERS } from '../../manifests/postgres/server-parameters';
import type { Rule } from '../engine/rule';

export const autovacuumOff: Rule = {
  id: 'autovacuum-off',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `Without autovacuum dead rows stay, tables and indexes grow without bound and statistics go stale. PostgreSQL starts it all the same when
transaction identifiers run out, on every old table at once, and then stops accepting writes if that is too late. It works from the counts of
\`track_counts\`: off, it never finds anything to do.`,
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
        message: `${name} is off: dead rows stay, and writes stop when transaction identifiers run out`,
        fix: `delete ${name}; to spare one table, set autovacuum_enabled on that table`,
      });
    }
  },
};
