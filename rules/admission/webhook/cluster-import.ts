import type { ClusterView } from './cluster-view';
import type { ClusterRule } from './webhook-rule';

const IMPORT = 'bootstrap.initdb.import';

/** Import of databases by dump and restore. */
export const importRules: readonly ClusterRule[] = [
  {
    id: 'cluster-import-type',
    says: 'The type of an import is microservice or monolith',
    on: 'both',
    check(cluster, tell) {
      const type = cluster.text(`${IMPORT}.type`);
      if (!cluster.has(IMPORT) || type === 'microservice' || type === 'monolith') return;
      tell(`spec.${IMPORT}.type`, `"${type}" is not a type of import`, 'write microservice or monolith');
    },
  },
  {
    id: 'cluster-import-microservice-databases',
    says: 'A microservice import has exactly one database',
    on: 'both',
    check(cluster, tell) {
      const databases = cluster.list(`${IMPORT}.databases`);
      if (!isType(cluster, 'microservice') || databases.length === 1) return;
      const message = `names ${databases.length} databases, but a microservice import imports exactly one`;
      tell(`spec.${IMPORT}.databases`, message, 'name one database, or use the type monolith');
    },
  },
  {
    id: 'cluster-import-microservice-roles',
    says: 'A microservice import takes no roles',
    on: 'both',
    check(cluster, tell) {
      if (!isType(cluster, 'microservice') || cluster.list(`${IMPORT}.roles`).length === 0) return;
      const fix = 'remove roles, or use the type monolith';
      tell(`spec.${IMPORT}.roles`, 'is set, but a microservice import imports no roles', fix);
    },
  },
  {
    id: 'cluster-import-microservice-wildcard',
    says: 'A microservice import names its database without a wildcard',
    on: 'both',
    check(cluster, tell) {
      const databases = cluster.list(`${IMPORT}.databases`);
      if (!isType(cluster, 'microservice') || databases.length !== 1 || !String(databases[0]).includes('*')) return;
      tell(`spec.${IMPORT}.databases[0]`, `"${databases[0]}" has a wildcard`, 'write the name of the database');
    },
  },
  {
    id: 'cluster-import-monolith-databases',
    says: 'A monolith import has at least one database',
    on: 'both',
    check(cluster, tell) {
      if (!isType(cluster, 'monolith') || cluster.list(`${IMPORT}.databases`).length > 0) return;
      tell(`spec.${IMPORT}.databases`, 'is empty', 'name the databases, or write "*" for all of them');
    },
  },
  wildcard('cluster-import-monolith-database-wildcard', 'databases'),
  wildcard('cluster-import-monolith-role-wildcard', 'roles'),
  {
    id: 'cluster-import-monolith-sql',
    says: 'A monolith import runs no SQL afterwards',
    on: 'both',
    check(cluster, tell) {
      if (!isType(cluster, 'monolith') || cluster.list(`${IMPORT}.postImportApplicationSQL`).length === 0) return;
      const message = 'is set, but a monolith import has no application database to run it in';
      tell(`spec.${IMPORT}.postImportApplicationSQL`, message, 'remove it, or use the type microservice');
    },
  },
];

function isType(cluster: ClusterView, type: string): boolean {
  return cluster.text(`${IMPORT}.type`) === type;
}

function wildcard(id: string, what: string): ClusterRule {
  return {
    id,
    says: `The wildcard of a monolith import is the only entry of ${what}`,
    on: 'both',
    check(cluster, tell) {
      const names = cluster.list(`${IMPORT}.${what}`);
      if (!isType(cluster, 'monolith') || names.length < 2 || !names.includes('*')) return;
      tell(`spec.${IMPORT}.${what}`, 'has "*" together with other names', 'keep "*" alone, or only the names');
    },
  };
}
