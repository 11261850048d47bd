import { variablesOf } from '../../manifests/kubernetes/workload';
import { WORKLOAD_KINDS } from '../../manifests/object/kinds';
import { sslModeOf } from '../../manifests/postgres/ssl-mode';
import type { Rule } from '../engine/rule';

const WEAK = ['disable', 'allow', 'prefer'];

export const clientSslmode: Rule = {
  id: 'client-sslmode',
  severity: 'warning',
  level: 'regulated',
  kinds: WORKLOAD_KINDS,
  why: `With \`disable\`, \`allow\` and \`prefer\` a client connects without TLS if the other side offers nothing better, whatever server
that is. The default pg_hba of CNPG accepts such connections. The CA certificate of the Cluster is in Secret \`<cluster>-ca\`, so
verify-full needs only a mounted file.`,
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
    for (const variable of variablesOf(manifest)) {
      const mode = sslModeOf(variable);
      if (mode === undefined || !WEAK.includes(mode)) continue;
      report({
        path: variable.path,
        message: `sslmode ${mode} accepts a connection without TLS to any server that answers`,
        fix: 'use verify-full, with ca.crt of Secret <cluster>-ca mounted as the root certificate',
      });
    }
  },
};
