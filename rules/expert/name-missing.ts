import { Kind } from '../../manifests/object/kinds';
import { at, type GroupKind, groupKindOf } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

/** Names that the operator cannot work without, in addition to that of the Cluster. */
const NAMES: Readonly<Record<GroupKind, readonly string[]>> = {
  [Kind.BACKUP]: [],
  [Kind.DATABASE]: ['name', 'owner'],
  [Kind.DATABASE_ROLE]: [],
  [Kind.POOLER]: [],
  [Kind.PUBLICATION]: ['name', 'dbname'],
  [Kind.SCHEDULED_BACKUP]: [],
  [Kind.SUBSCRIPTION]: ['name', 'dbname', 'publicationName', 'externalClusterName'],
};
/** CNPG's webhook fills in missing fields, so that the server does not notice their absence. */
const FILLED = [Kind.BACKUP, Kind.DATABASE, Kind.SCHEDULED_BACKUP] as readonly GroupKind[];

export const nameMissing: Rule = {
  id: 'name-missing',
  severity: 'error',
  kinds: Object.keys(NAMES) as GroupKind[],
  why: `The schema wants these names, and the operator's webhook writes an empty one where there is none, so the API server takes the object. The
operator then looks for a Cluster without a name and waits, or sends \`CREATE DATABASE ""\`, which PostgreSQL refuses. Both are said in the
status alone.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/declarative_database_management/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: {name: shop, namespace: shop}
spec: {name: shop, cluster: {name: shop-db}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: {name: shop, namespace: shop}
spec: {name: shop, owner: shop, cluster: {name: shop-db}}
`,
  check(manifest, { report }) {
    const kind = groupKindOf(manifest);
    const is = (what: string) => `${what}, which the API server accepts and the operator cannot use`;
    if (FILLED.includes(kind) && (manifest.spec ?? null) === null) {
      return report({ path: 'spec', message: is('is missing'), fix: 'add spec' });
    }
    for (const field of ['cluster.name', ...(NAMES[kind] ?? [])]) {
      const [path, value] = [`spec.${field}`, at(manifest, `spec.${field}`) ?? undefined];
      // The schema reports a field that is missing altogether, unless the webhook fills it in. An empty section has the name "".
      const isFilled =
        FILLED.includes(kind) || (field === 'cluster.name' && (at(manifest, 'spec.cluster') ?? null) !== null);
      if (value !== '' && (value !== undefined || !isFilled)) continue;
      const what = value === '' ? 'is empty' : 'is missing';
      report({ path, message: is(what), fix: `name ${WHAT[field] ?? 'it'}` });
    }
  },
};

const WHAT: Readonly<Record<string, string>> = {
  'cluster.name': 'the Cluster',
  dbname: 'the database',
  externalClusterName: "the entry of the Cluster's externalClusters",
  name: 'what is to be made in PostgreSQL',
  owner: 'the role that owns the database',
  publicationName: 'the publication',
};
