import { Kind } from '../../manifests/object/kinds';
import { networkLinesOf } from '../../manifests/postgres/pg-hba';
import type { Rule } from '../engine/rule';

export const pgHbaTrust: Rule = {
  id: 'pg-hba-trust',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `\`trust\` asks for no proof of identity: anyone who reaches the port can be any role. \`ident\` asks the client's own machine, which
answers what its owner wants. In a Kubernetes cluster every pod reaches the port unless a NetworkPolicy prevents it.`,
  docs: 'https://www.postgresql.org/docs/current/auth-trust.html',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {postgresql: {pg_hba: [hostssl all all 10.0.0.0/8 trust]}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {postgresql: {pg_hba: [hostssl all all 10.0.0.0/8 scram-sha-256]}}
`,
  check(manifest, { report }) {
    for (const { path, line, method } of networkLinesOf(manifest)) {
      if (method !== 'trust' && method !== 'ident') continue;
      report({
        path,
        message: `"${line}" accepts anyone who reaches the port`,
        fix: 'write scram-sha-256, or cert for a role that has a client certificate',
      });
    }
  },
};
