import { Kind } from '../../manifests/object/kinds';
import { at, list, text } from '../../manifests/object/manifest';
import { plainDoor } from '../../values/postgres/pg-hba';
import type { Rule } from '../engine/rule';

export const tlsNotRequired: Rule = {
  id: 'tls-not-required',
  severity: 'warning',
  level: 'regulated',
  kinds: [Kind.CLUSTER],
  why: `The server offers TLS but does not require it: the last line that CNPG writes is \`host all all all scram-sha-256\`, and clients
default to \`sslmode=prefer\`. A client that is misconfigured, or downgraded on the way, sends its data in plain text, and nobody notices.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/postgresql_conf/#the-pg_hba-section',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {postgresql: {pg_hba: ["hostssl all all all scram-sha-256"]}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {postgresql: {pg_hba: ["hostssl all all all scram-sha-256", "hostnossl all all all reject"]}}
`,
  check(manifest, { report }) {
    const lines = list(at(manifest, 'spec.postgresql.pg_hba')).map((line) => text(line) ?? '');
    const open = plainDoor(lines);
    if (open === undefined) return;
    report({
      path: 'spec.postgresql.pg_hba',
      message: `connections without TLS are accepted: ${open === '' ? "CNPG's last line accepts them" : `"${open}" accepts them`}`,
      fix: 'set tls: \'required\', in YAML add "hostnossl all all all reject" before every line of type host',
    });
  },
};
