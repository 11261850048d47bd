import { list, record, text } from '../../../manifests/object/manifest';
import type { ClusterView } from './cluster-view';
import type { ClusterRule, Tell } from './webhook-rule';

const INITDB = 'bootstrap.initdb';
const METHODS = ['initdb', 'recovery', 'pg_basebackup'];

/** How a new cluster gets its data. */
export const bootstrapRules: readonly ClusterRule[] = [
  {
    id: 'cluster-bootstrap-single-method',
    says: 'A cluster has at most one bootstrap method',
    on: 'both',
    check(cluster, tell) {
      const given = METHODS.filter((method) => cluster.has(`bootstrap.${method}`));
      if (given.length < 2) return;
      tell('spec.bootstrap', `has ${given.join(' and ')}, but only one of them is allowed`, 'keep one of them');
    },
  },
  {
    id: 'cluster-initdb-wal-segment-size',
    says: 'The WAL segment size of initdb is a power of two',
    on: 'both',
    check(cluster, tell) {
      const size = cluster.number(`${INITDB}.walSegmentSize`);
      if (size <= 0 || (size & (size - 1)) === 0) return;
      const fix = 'use 1, 2, 4, 8, 16, 32, 64, 128, 256, 512 or 1024 (MB)';
      tell('spec.bootstrap.initdb.walSegmentSize', `${size} is not a power of two`, fix);
    },
  },
  sqlRefs('cluster-initdb-sql-secret-refs', 'secretRefs'),
  sqlRefs('cluster-initdb-sql-config-map-refs', 'configMapRefs'),
  {
    id: 'cluster-initdb-owner',
    says: 'initdb with a database names its owner',
    on: 'both',
    check: (cluster, tell) => ownerOf(cluster, 'initdb', tell),
  },
  {
    id: 'cluster-initdb-database',
    says: 'initdb with an owner names the database',
    on: 'both',
    check: (cluster, tell) => databaseOf(cluster, 'initdb', tell),
  },
  {
    id: 'cluster-recovery-application-database',
    says: 'recovery names both database and owner, or neither',
    on: 'both',
    check: (cluster, tell) => {
      ownerOf(cluster, 'recovery', tell);
      databaseOf(cluster, 'recovery', tell);
    },
  },
  {
    id: 'cluster-basebackup-application-database',
    says: 'pg_basebackup names both database and owner, or neither',
    on: 'both',
    check: (cluster, tell) => {
      ownerOf(cluster, 'pg_basebackup', tell);
      databaseOf(cluster, 'pg_basebackup', tell);
    },
  },
  {
    id: 'cluster-basebackup-source',
    says: 'The source of pg_basebackup is an external cluster',
    on: 'both',
    check(cluster, tell) {
      if (!cluster.has('bootstrap.pg_basebackup')) return;
      const source = cluster.text('bootstrap.pg_basebackup.source');
      if (cluster.externalCluster(source) !== undefined) return;
      tell('spec.bootstrap.pg_basebackup.source', ...missingExternal(source));
    },
  },
];

/** What is wrong with the name of an undeclared external cluster. */
export function missingExternal(name: string): [message: string, fix: string] {
  return [
    `"${name}" is not an entry of spec.externalClusters`,
    `add an entry named "${name}" to spec.externalClusters`,
  ];
}

function sqlRefs(id: string, kind: string): ClusterRule {
  return {
    id,
    says: `Each entry of postInitApplicationSQLRefs.${kind} has a name and a key`,
    on: 'both',
    check(cluster, tell) {
      const path = `${INITDB}.postInitApplicationSQLRefs.${kind}`;
      list(cluster.get(path)).forEach((entry, index) => {
        const { name, key } = record(entry);
        if ((text(name) ?? '') !== '' && (text(key) ?? '') !== '') return;
        tell(
          `spec.${path}`,
          `entry ${index} has an empty name or key`,
          'name the object and the key that holds the SQL',
        );
      });
    },
  };
}

function ownerOf(cluster: ClusterView, method: string, tell: Tell): void {
  const database = cluster.text(`bootstrap.${method}.database`);
  if (database === '' || cluster.text(`bootstrap.${method}.owner`) !== '') return;
  tell(
    `spec.bootstrap.${method}.owner`,
    `is empty, but the database "${database}" is set`,
    'name the owner of the database',
  );
}

function databaseOf(cluster: ClusterView, method: string, tell: Tell): void {
  const owner = cluster.text(`bootstrap.${method}.owner`);
  if (owner === '' || cluster.text(`bootstrap.${method}.database`) !== '') return;
  tell(`spec.bootstrap.${method}.database`, `is empty, but the owner "${owner}" is set`, 'name the database');
}
