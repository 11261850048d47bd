import { show } from '../../../manifests/object/json';
import { record } from '../../../manifests/object/manifest';
import type { ClusterView } from './cluster-view';
import type { ClusterRule, Tell } from './webhook-rule';

const IDENTIFIER = /^[a-zA-Z_][a-zA-Z0-9_$]*$/;
const LONGEST = 63;

/** Names of tablespaces. */
export const tablespaceRules: readonly ClusterRule[] = [
  {
    id: 'cluster-tablespace-unique',
    says: 'Tablespaces have different names, whatever the case of their letters',
    on: 'both',
    check: (cluster, tell) =>
      eachName(cluster, (name, path, repeated) => {
        if (repeated)
          tell(path, `the name ${show(name)} is there twice: PostgreSQL ignores the case`, 'Rename one of the two');
      }),
  },
  naming('cluster-tablespace-prefix', 'The name of a tablespace does not start with pg_', (name, path, tell) => {
    if (!name.startsWith('pg_')) return;
    tell(path, `the name ${show(name)} starts with pg_, which belongs to PostgreSQL`, 'Rename the tablespace');
  }),
  naming(
    'cluster-tablespace-identifier',
    'The name of a tablespace is an identifier of PostgreSQL',
    (name, path, tell) => {
      if (name.startsWith('pg_') || IDENTIFIER.test(name)) return;
      tell(
        path,
        `the name ${show(name)} is no identifier`,
        'Use letters, digits, _ and $, starting with a letter or _',
      );
    },
  ),
  naming('cluster-tablespace-length', 'The name of a tablespace has at most 63 bytes', (name, path, tell) => {
    if (name.startsWith('pg_') || !IDENTIFIER.test(name) || name.length <= LONGEST) return;
    tell(path, `the name has ${name.length} bytes, and PostgreSQL keeps ${LONGEST}`, 'Shorten the name');
  }),
  {
    id: 'cluster-tablespace-snapshot-class',
    says: 'Snapshot classes are given for tablespaces that there are',
    on: 'both',
    check(cluster, tell) {
      const path = 'backup.volumeSnapshot.tablespaceClassName';
      const known = cluster.tablespaceNames();
      for (const name of Object.keys(record(cluster.get(path)))) {
        if (known.includes(name)) continue;
        tell(
          `spec.${path}`,
          `has ${show(name)}, which is no tablespace`,
          'Use the name of an entry of spec.tablespaces',
        );
      }
    },
  },
];

function naming(id: string, says: string, judge: (name: string, path: string, tell: Tell) => void): ClusterRule {
  return {
    id,
    says,
    on: 'both',
    check: (cluster, tell) =>
      eachName(cluster, (name, path, repeated) => {
        if (!repeated) judge(name, path, tell);
      }),
  };
}

function eachName(cluster: ClusterView, visit: (name: string, path: string, repeated: boolean) => void): void {
  const seen = new Set<string>();
  cluster.tablespaceNames().forEach((name, index) => {
    const folded = name.toLowerCase();
    visit(name, `spec.tablespaces[${index}]`, seen.has(folded));
    seen.add(folded);
  });
}
