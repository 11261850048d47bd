import { Kind } from '../../manifests/object/kinds';
import { unloadedExtensions } from '../../manifests/postgres/extensions';
import { operatorFacts } from '../../manifests/postgres/parameters';
import { PRELOADED_EXTENSIONS } from '../../values/postgres/preloaded-extensions';
import type { Rule } from '../engine/rule';

export const extensionNotPreloaded: Rule = {
  id: 'extension-not-preloaded',
  severity: 'error',
  kinds: [Kind.CLUSTER, Kind.DATABASE],
  why: `pgaudit, pg_cron, timescaledb, vchord, citus and others refuse CREATE EXTENSION unless PostgreSQL loaded their library at server
start: "pgaudit must be loaded via shared_preload_libraries". The Database is not applied, and the initdb job fails. CNPG preloads only
pgaudit, pg_stat_statements, auto_explain and pg_failover_slots, as soon as one of their parameters is set.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/postgresql_conf/#shared-preload-libraries',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {imageName: "ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie"}
---
apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: {name: shop, namespace: shop}
spec: {name: shop, owner: shop, cluster: {name: shop-db}, extensions: [{name: pgaudit}]}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie
  postgresql: {parameters: {pgaudit.log: "ddl, role"}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: {name: shop, namespace: shop}
spec: {name: shop, owner: shop, cluster: {name: shop-db}, extensions: [{name: pgaudit}]}
`,
  check(manifest, { index, report }) {
    for (const { name, path, library, cluster } of unloadedExtensions(manifest, index)) {
      if (PRELOADED_EXTENSIONS[name]?.without !== 'refused') continue;
      const isManaged = operatorFacts().libraries.includes(library);
      report({
        path,
        message: `Cluster ${cluster} does not preload ${library}: CREATE EXTENSION ${name} fails`,
        fix: `add ${library} to spec.postgresql.shared_preload_libraries of the Cluster${isManaged ? `, or set a parameter of ${library}` : ''}`,
      });
    }
  },
};
