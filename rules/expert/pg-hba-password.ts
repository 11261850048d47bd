import { Kind } from '../../manifests/object/kinds';
import { networkLinesOf } from '../../manifests/postgres/pg-hba';
import { PARAMETERS, parameterOf } from '../../manifests/postgres/server-parameters';
import type { Rule } from '../engine/rule';

export const pgHbaPassword: Rule = {
  id: 'pg-hba-password',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `\`password\` sends the password itself, so any server that answers receives it. \`md5\` sends a hash that is as good as the password
to anyone who reads it in a backup or through SQL injection; PostgreSQL deprecated it in 18. SCRAM proves knowledge of the password without
sending it, and needs no change in any recent driver. \`password_encryption\` decides what is stored.`,
  docs: 'https://www.postgresql.org/docs/current/auth-password.html',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {postgresql: {pg_hba: [hostssl all all 10.0.0.0/8 md5]}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {postgresql: {pg_hba: [hostssl all all 10.0.0.0/8 scram-sha-256]}}
`,
  check(manifest, { report }) {
    for (const { path, line, method } of networkLinesOf(manifest)) {
      if (method !== 'md5' && method !== 'password') continue;
      const sent = method === 'md5' ? 'a hash that is as good as the password' : 'the password itself';
      report({
        path,
        message: `"${line}" accepts ${sent}`,
        fix: 'write scram-sha-256, and give every role a new password',
      });
    }
    if (parameterOf(manifest, 'password_encryption') !== 'md5') return;
    report({
      path: `${PARAMETERS}.password_encryption`,
      message: 'md5 stores hashes that are as good as the passwords, and SCRAM does not accept them',
      fix: 'delete it, which means scram-sha-256, and give every role a new password',
    });
  },
};
