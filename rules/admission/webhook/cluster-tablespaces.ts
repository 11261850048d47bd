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
    says: 'Tablespaces have different names, ignoring case',
    on: 'both',
    check: (cluster, tell) =>
      eachName(cluster, (name, path, repeated) => {
        if (repeated)
          tell(path, `the name ${show(name)} appears twice: PostgreSQL ignores the case`, 'rename one of the two');
      }),
  },
  naming('cluster-tablespace-prefix', 'The name of a tablespace does not start with pg_', (name, path, tell) => {
    if (!name.startsWith('pg_')) return;
    tell(path, `the name ${show(name)} starts with pg_, which belongs to PostgreSQL`, 'rename the tablespace');
  }),
  naming(
    'cluster-tablespace-identifier',
    'The name of a tablespace is an identifier of PostgreSQL',
    (name, path, tell) => {
      if (name.startsWith('pg_') || IDENTIFIER.test(name)) return;
      tell(
        path,
        `the name ${show(name)} is not an identifier`,
        'use letters, digits, _ and $, starting with a letter or _',
      );
    },
  ),
  naming('cluster-tablespace-length', 'The name of a tablespace has at most 63 bytes', (name, path, tell) => {
    if (name.startsWith('pg_') || !IDENTIFIER.test(name) || name.length <= LONGEST) return;
    tell(path, `the name has ${name.length} bytes, but PostgreSQL truncates it to ${LONGEST}`, 'shorten the name');
  }),
  {
    id: 'cluster-tablespace-volume',
    says: 'Tablespaces have volumes of different names',
    on: 'both',
    operator: '>=1.28.2',
    check(cluster, tell) {
      const owners = new Map<string, string>();
      eachName(cluster, (name, path, repeated) => {
        if (repeated) return;
        const volume = volumeName(name);
        const other = owners.get(volume);
        if (other === undefined) owners.set(volume, name);
        else tell(path, `${show(name)} and ${show(other)} would share the volume ${volume}`, 'rename one of the two');
      });
    },
  },
  {
    id: 'cluster-tablespace-snapshot-class',
    says: 'Snapshot classes are for existing tablespaces',
    on: 'both',
    check(cluster, tell) {
      const path = 'backup.volumeSnapshot.tablespaceClassName';
      const known = cluster.tablespaceNames();
      for (const name of Object.keys(record(cluster.get(path)))) {
        if (known.includes(name)) continue;
        tell(
          `spec.${path}`,
          `has ${show(name)}, which is not a tablespace`,
          'use the name of an entry of spec.tablespaces',
        );
      }
    },
  },
];

/** Names of volumes have neither `_` nor `$` nor capitals. */
function volumeName(tablespace: string): string {
  return `tbs-${tablespace.replace(/^_/, '1').replace(/[$_]/g, '-').toLowerCase()}`;
}

function naming(id: string, says: string, judge: (name: string, path: string, tell: Tell) => void): ClusterRule {
  return {
    id,
    says,
    on: 'both',
    section: 'tablespaces',
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
