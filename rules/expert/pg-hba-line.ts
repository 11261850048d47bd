import { Kind } from '../../manifests/object/kinds';
import { at, list, text } from '../../manifests/object/manifest';
import { hbaProblem, identProblem } from '../../values/postgres/pg-hba';
import type { Rule } from '../engine/rule';

export const pgHbaLine: Rule = {
  id: 'pg-hba-line',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `Lines of pg_hba and pg_ident are copied into the files unchanged. If PostgreSQL cannot parse one of them, the reload fails and the
old rules remain: access that should end stays open. An instance that starts with such a line does not start.`,
  docs: 'https://www.postgresql.org/docs/current/auth-pg-hba-conf.html',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {postgresql: {pg_hba: [hostssl all all scram-sha-256]}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {postgresql: {pg_hba: [hostssl all all all scram-sha-256]}}
`,
  check(manifest, { report }) {
    for (const [field, problemOf, example] of [
      ['pg_hba', hbaProblem, 'hostssl all all 10.0.0.0/8 scram-sha-256'],
      ['pg_ident', identProblem, 'map system-user database-user'],
    ] as const) {
      for (const [index, line] of list(at(manifest, `spec.postgresql.${field}`)).entries()) {
        const problem = problemOf(text(line) ?? '');
        if (problem === undefined) continue;
        report({
          path: `spec.postgresql.${field}[${index}]`,
          message: `"${text(line)}" ${problem}: PostgreSQL rejects the whole file`,
          fix: `write a line such as ${example}`,
        });
      }
    }
  },
};
