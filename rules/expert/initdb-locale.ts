import { applicationDatabaseOf } from '../../manifests/cnpg/bootstrap';
import { Kind } from '../../manifests/object/kinds';
import { at, record } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const LOCALES = ['locale', 'localeCollate', 'localeProvider', 'icuLocale', 'builtinLocale', 'import'];

export const initdbLocale: Rule = {
  id: 'initdb-locale',
  severity: 'info',
  kinds: [Kind.CLUSTER],
  why: `CNPG's initdb uses the locale \`C\`, the Docker image of PostgreSQL uses \`en_US.utf8\`. Text then sorts differently in development
and in production (\`B\` before \`a\`), and \`upper\` does not change ä. The locale of a database cannot be changed later.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/bootstrap/#bootstrap-an-empty-cluster-initdb',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {bootstrap: {initdb: {database: shop, owner: shop}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {bootstrap: {initdb: {database: shop, owner: shop, localeProvider: builtin, builtinLocale: C.UTF-8}}}
`,
  check(manifest, { report }) {
    const initdb = record(at(manifest, 'spec.bootstrap.initdb'));
    const bootstrap = at(manifest, 'spec.bootstrap');
    if (bootstrap === undefined || applicationDatabaseOf(manifest).method !== 'initdb') return;
    if (LOCALES.some((field) => initdb[field] !== undefined)) return;
    report({
      path: 'spec.bootstrap.initdb',
      message: 'no locale is set, which means C: text sorts by bytes, unlike in the Docker image of PostgreSQL',
      fix: 'choose one: localeProvider: builtin with builtinLocale: C.UTF-8, or icu with icuLocale, or localeCollate: C if that is intended',
    });
  },
};
