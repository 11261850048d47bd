import { takesPlain } from '../../manifests/cnpg/pooler';
import { Kind } from '../../manifests/object/kinds';
import { at, texts } from '../../manifests/object/manifest';
import { clusterOf } from '../../manifests/object/references';
import { plainDoor } from '../../values/postgres/pg-hba';
import type { Rule } from '../engine/rule';

export const poolerTlsNotRequired: Rule = {
  id: 'pooler-tls-not-required',
  severity: 'warning',
  level: 'regulated',
  kinds: [Kind.POOLER],
  why: `PgBouncer connects to the server with TLS even for clients that connect without it, so a server that rejects clients without TLS
never sees them. The default of \`client_tls_sslmode\` in CNPG is \`prefer\`.`,
  docs: 'https://www.pgbouncer.org/config.html#client_tls_sslmode',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {postgresql: {pg_hba: ["hostnossl all all all reject"]}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: {name: pooler, namespace: shop}
spec: {cluster: {name: shop-db}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {postgresql: {pg_hba: ["hostnossl all all all reject"]}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: {name: pooler, namespace: shop}
spec: {cluster: {name: shop-db}, pgbouncer: {parameters: {client_tls_sslmode: require}}}
`,
  check(manifest, { index, report }) {
    const cluster = clusterOf(manifest, index);
    const lines = texts(at(cluster, 'spec.postgresql.pg_hba'));
    if (cluster === undefined || plainDoor(lines) !== undefined || !takesPlain(manifest)) return;
    report({
      path: 'spec.pgbouncer.parameters.client_tls_sslmode',
      message: `clients without TLS are accepted, although Cluster ${cluster.metadata.name} rejects them`,
      fix: 'set client_tls_sslmode: require',
    });
  },
};
