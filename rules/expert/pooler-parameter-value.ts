import { Kind } from '../../manifests/object/kinds';
import { at, record, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const SSL_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'];
const WORDS: Readonly<Record<string, readonly string[]>> = {
  auth_type: ['any', 'trust', 'plain', 'md5', 'cert', 'hba', 'ldap', 'pam', 'scram-sha-256'],
  client_tls_sslmode: SSL_MODES,
  server_tls_sslmode: SSL_MODES,
};
const TEXTS = new Set([
  'ignore_startup_parameters',
  'server_check_query',
  'server_reset_query',
  'server_tls_ciphers',
  'server_tls_protocols',
  'track_extra_parameters',
]);
const CIPHERS = /^(client|server)_tls/;
// Times may have fractions; flags are 0 and 1.
const NUMBER = /^-?\d+(\.\d+)?$/;

export const poolerParameterValue: Rule = {
  id: 'pooler-parameter-value',
  severity: 'error',
  kinds: [Kind.POOLER],
  why: `The webhook checks the names of PgBouncer's parameters but not their values. PgBouncer reads its configuration once, at startup, and
exits on a value that it does not understand: all its pods crash in a loop, and no client reaches the database through them.`,
  docs: 'https://www.pgbouncer.org/config.html',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: {name: pooler, namespace: shop}
spec: {cluster: {name: shop-db}, pgbouncer: {parameters: {max_client_conn: many}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: {name: pooler, namespace: shop}
spec: {cluster: {name: shop-db}, pgbouncer: {parameters: {max_client_conn: "1000"}}}
`,
  check(manifest, { report }) {
    for (const [name, given] of Object.entries(record(at(manifest, 'spec.pgbouncer.parameters')))) {
      const value = text(given);
      const words = Object.hasOwn(WORDS, name) ? WORDS[name] : undefined;
      const isText = TEXTS.has(name) || (CIPHERS.test(name) && words === undefined);
      if (value === undefined || isText || (words ? words.includes(value) : NUMBER.test(value.trim()))) continue;
      report({
        path: `spec.pgbouncer.parameters.${name}`,
        message: `${name} is "${value}", which PgBouncer does not understand: it would crash in a loop`,
        fix: words ? `write one of ${words.join(', ')}` : 'write a plain number: seconds for a time, 0 or 1 for a flag',
      });
    }
  },
};
