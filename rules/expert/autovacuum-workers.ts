import { Kind } from '../../manifests/object/kinds';
import { countParameter, givenParameters, PARAMETERS } from '../../manifests/postgres/server-parameters';
import type { Rule } from '../engine/rule';

export const autovacuumWorkers: Rule = {
  id: 'autovacuum-workers',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `Since PostgreSQL 18 the slots for autovacuum workers are reserved at server start (\`autovacuum_worker_slots\`, 16). A reload can
change \`autovacuum_max_workers\` up to that number; above it PostgreSQL logs a warning and uses the slots that exist.`,
  docs: 'https://www.postgresql.org/docs/current/runtime-config-vacuum.html#GUC-AUTOVACUUM-MAX-WORKERS',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:18.1-standard-trixie
  postgresql: {parameters: {autovacuum_max_workers: "20"}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:18.1-standard-trixie
  postgresql: {parameters: {autovacuum_max_workers: "20", autovacuum_worker_slots: "20"}}
`,
  check(manifest, { report }) {
    if (givenParameters(manifest).autovacuum_max_workers === undefined) return;
    const workers = countParameter(manifest, 'autovacuum_max_workers');
    const slots = countParameter(manifest, 'autovacuum_worker_slots');
    if (workers === undefined || slots === undefined || workers <= slots) return;
    report({
      path: `${PARAMETERS}.autovacuum_max_workers`,
      message: `autovacuum_max_workers is ${workers}, but autovacuum_worker_slots is ${slots}: at most ${slots} run`,
      fix: `set autovacuum_worker_slots to ${workers} or more, which restarts the instances, or use fewer workers`,
    });
  },
};
