import { WORKLOAD_KINDS } from '../kinds';
import type { Rule } from '../rule';
import { variablesOf } from '../workload';

const VARIABLE = /^(PG|POSTGRES(QL)?_?|DB_?|DATABASE_?)SSL_?MODE$/i;
const IN_URL = /^(?:jdbc:)?postgres(?:ql)?(?:\+\w+)?:\/\/.*[?&]sslmode=(\w+)/;
const WEAK = ['disable', 'allow', 'prefer'];

export const clientSslmode: Rule = {
  id: 'client-sslmode',
  severity: 'warning',
  kinds: WORKLOAD_KINDS,
  why: `With \`disable\`, \`allow\` and \`prefer\` a client talks in the clear when the other side offers nothing better, whoever that is; CNPG's
default pg_hba accepts it. The certificate authority of the Cluster is in Secret \`<cluster>-ca\`, so verify-full costs a mount.`,
  docs: 'https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-SSLMODE-STATEMENTS',
  wrong: `apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec: {template: {spec: {containers: [{name: api, env: [{name: PGSSLMODE, value: disable}]}]}}}
`,
  right: `apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec: {template: {spec: {containers: [{name: api, env: [{name: PGSSLMODE, value: verify-full}]}]}}}
`,
  check(manifest, { report }) {
    for (const { name, value, path } of variablesOf(manifest)) {
      const mode = VARIABLE.test(name) ? value : IN_URL.exec(value)?.[1];
      if (mode === undefined || !WEAK.includes(mode)) continue;
      report({
        path,
        message: `sslmode ${mode} accepts a connection without TLS, to whoever answers`,
        fix: 'use verify-full, with ca.crt of Secret <cluster>-ca mounted as the root certificate',
      });
    }
  },
};
