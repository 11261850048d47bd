import { Kind } from '../../manifests/object/kinds';
import { unloadedExtensions } from '../../manifests/postgres/extensions';
import { operatorFacts } from '../../manifests/postgres/parameters';
import { PRELOADED_EXTENSIONS } from '../../values/postgres/preloaded-extensions';
import type { Rule } from '../engine/rule';

export const extensionUseless: Rule = {
  id: 'extension-useless',
  severity: 'warning',
  kinds: [Kind.CLUSTER, Kind.DATABASE],
  why: `CREATE EXTENSION of pg_stat_statements, pg_wait_sampling, pg_stat_kcache and similar extensions succeeds without their library. The
error appears only when somebody reads the views: "pg_stat_statements must be loaded via shared_preload_libraries". Nothing has been counted
until then.`,
  docs: 'https://www.postgresql.org/docs/current/pgstatstatements.html',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: {name: shop, namespace: shop}
spec: {name: shop, owner: shop, cluster: {name: shop-db}, extensions: [{name: pg_stat_statements}]}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {postgresql: {parameters: {pg_stat_statements.max: "10000"}}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: {name: shop, namespace: shop}
spec: {name: shop, owner: shop, cluster: {name: shop-db}, extensions: [{name: pg_stat_statements}]}
`,
  check(manifest, { index, report }) {
    for (const { name, path, library, cluster } of unloadedExtensions(manifest, index)) {
      if (PRELOADED_EXTENSIONS[name]?.without !== 'useless') continue;
      const isManaged = operatorFacts().libraries.includes(library);
      report({
        path,
        message: `Cluster ${cluster} does not preload ${library}: ${name} is created but counts nothing, and its views return an error`,
        fix: `add ${library} to spec.postgresql.shared_preload_libraries of the Cluster${isManaged ? `, or set a parameter of ${library}` : ''}`,
      });
    }
  },
};
