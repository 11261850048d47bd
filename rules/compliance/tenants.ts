import { applicationDatabaseOf } from '../../manifests/cnpg/bootstrap';
import { isReplicaCluster } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { at, list, namespaceOf, record, text } from '../../manifests/object/manifest';
import { atPrimary } from './access';
import { observed, type ProtectedCluster } from './protected-cluster';
import type { Evaluation } from './verdict';

const INITDB = 'spec.bootstrap.initdb';
/** What protects rows: policies that also apply to the owner, on existing and future tables. */
const NEEDED = [
  { word: /\bENABLE\s+ROW\s+LEVEL\s+SECURITY\b/i, what: 'no table enables row level security' },
  { word: /\bFORCE\s+ROW\s+LEVEL\s+SECURITY\b/i, what: 'row level security does not apply to the owner of a table' },
  { word: /\bCREATE\s+POLICY\b/i, what: 'no policy assigns rows to tenants' },
  { word: /\bCREATE\s+EVENT\s+TRIGGER\b/i, what: 'tables of later migrations are not protected' },
];

/** Rows of one tenant are hidden from the others, by the database itself. */
export function tenants(subject: ProtectedCluster): Evaluation {
  const { cluster } = subject;
  if (isReplicaCluster(cluster)) return { evidence: [atPrimary(subject, 'its policies')], gaps: [] };
  const { method } = applicationDatabaseOf(cluster);
  if (method !== 'initdb') {
    const restored = `the policies are in the data of ${method}: SELECT * FROM tenancy.leaks() shows what is missing`;
    return { evidence: [observed(cluster, `spec.bootstrap.${method}`, restored)], gaps: [] };
  }
  const scripts = scriptsOf(subject);
  const sql = scripts.map((script) => script.sql.replaceAll(/^\s*--.*$/gm, '')).join('\n');
  return {
    evidence: scripts
      .filter((script) => NEEDED.some(({ word }) => word.test(script.sql)))
      .map(({ path, name }) =>
        observed(cluster, path, `${name}: policies, with FORCE, and an event trigger for new tables`),
      ),
    gaps: NEEDED.filter(({ word }) => !word.test(sql)).map(({ what }) => ({
      path: INITDB,
      message: `in none of the scripts found: ${what}`,
      fix: 'add new RowLevelSecurity(…), and its script to initdb({ applicationSql: { scripts } })',
    })),
  };
}

/** The SQL that runs in the application database of a new cluster. The content of Secrets is unknown. */
function scriptsOf({ cluster, index }: ProtectedCluster): { path: string; name: string; sql: string }[] {
  const inline = list(at(cluster, `${INITDB}.postInitApplicationSQL`)).map((sql, i) => ({
    path: `${INITDB}.postInitApplicationSQL[${i}]`,
    name: 'a statement',
    sql: text(sql) ?? '',
  }));
  const references = list(at(cluster, `${INITDB}.postInitApplicationSQLRefs.configMapRefs`)).map(record);
  const referenced = references.map(({ name, key }, i) => ({
    path: `${INITDB}.postInitApplicationSQLRefs.configMapRefs[${i}]`,
    name: `${name}`,
    sql: text(record(index.get(Kind.CONFIG_MAP, namespaceOf(cluster), `${name}`)?.data)[`${key}`]) ?? '',
  }));
  return [...inline, ...referenced];
}
