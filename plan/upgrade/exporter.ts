import { isReplicaCluster } from '../../manifests/cnpg/cluster-traits';
import { type ExporterQuery, exporterQueriesOf } from '../../manifests/cnpg/exporter-queries';
import { manifestName } from '../../manifests/object/identity';
import { at, type Manifest, text } from '../../manifests/object/manifest';
import { JUNE, MAY } from '../../manifests/releases/repairs';
import { type Relation, relationsIn } from '../../values/postgres/sql-relations';
import type { UpgradeEffect } from '../engine/change';
import type { Behaviour, UpgradeContext } from './upgrade-context';

/** Tables and views that every member of pg_monitor reads, in every search_path. */
const SYSTEM = /^(?:pg_|information_schema$)/;

/**
 * The metrics exporter has a role of its own, a member of pg_monitor and nothing else; before, it was a superuser (CVE-2026-44477).
 * @see https://cloudnative-pg.io/docs/1.29/monitoring/
 */
export const exporterRole: Behaviour = {
  since: MAY,
  effects: ({ clusters, index }) => [
    ...clusters.flatMap((cluster) =>
      exporterQueriesOf(cluster, index).flatMap((query) => [
        ...unreadable(cluster, query),
        ...unconnected(cluster, query),
      ]),
    ),
    ...clusters.filter(isReplicaCluster).map(followerOf),
  ],
};

function unreadable(cluster: Manifest, query: ExporterQuery): UpgradeEffect[] {
  const tables = relationsIn(query.sql).filter((relation) => !isSystem(relation));
  if (tables.length === 0) return [];
  const schemas = [...new Set(tables.map(({ schema = 'public' }) => schema))];
  return [
    {
      object: manifestName(cluster),
      impact: 'ignored',
      reason: `${nameOf(query)} reads ${namesOf(tables)}: the exporter logs in as cnpg_metrics_exporter, with pg_monitor only, and without a GRANT its metrics are missing`,
      before: `in the database of that query: GRANT USAGE ON SCHEMA ${schemas.join(', ')} TO pg_monitor; GRANT SELECT ON ${namesOf(tables)} TO pg_monitor`,
    },
  ];
}

function unconnected(cluster: Manifest, query: ExporterQuery): UpgradeEffect[] {
  if (query.databases.length === 0) return [];
  return [
    {
      object: manifestName(cluster),
      impact: 'ignored',
      reason: `${nameOf(query)} runs in ${query.databases.join(', ')}: its metrics of a database are missing where PUBLIC may not connect to it`,
      before: 'where CONNECT was revoked from PUBLIC: GRANT CONNECT ON DATABASE … TO pg_monitor',
    },
  ];
}

function followerOf(cluster: Manifest): UpgradeEffect {
  const source = text(at(cluster, 'spec.replica.source')) ?? 'its source';
  return {
    object: manifestName(cluster),
    impact: 'ignored',
    reason: `it follows ${source}, whose primary creates the role cnpg_metrics_exporter: until then it has no metrics of PostgreSQL`,
    before: `where another operator runs ${source}, upgrade that one first`,
  };
}

/** Custom queries no longer find what only another search_path shows (CVE-2026-55769). */
export const searchPath: Behaviour = {
  since: JUNE,
  effects: ({ clusters, index }: UpgradeContext) =>
    clusters.flatMap((cluster) =>
      exporterQueriesOf(cluster, index).flatMap((query): UpgradeEffect[] => {
        const tables = relationsIn(query.sql).filter((each) => each.schema === undefined && !isSystem(each));
        if (tables.length === 0) return [];
        return [
          {
            object: manifestName(cluster),
            impact: 'ignored',
            reason: `${nameOf(query)} names ${namesOf(tables)} without a schema, and runs with search_path = pg_catalog, public, pg_temp: in another schema it finds nothing`,
            before: 'write the schema before each name that is not in public',
          },
        ];
      }),
    ),
};

function isSystem({ schema, name }: Relation): boolean {
  return SYSTEM.test(schema ?? name);
}

function nameOf({ name, source }: ExporterQuery): string {
  return `custom query "${name}" of ${source}`;
}

function namesOf(relations: readonly Relation[]): string {
  return relations.map(({ schema, name }) => (schema === undefined ? name : `${schema}.${name}`)).join(', ');
}
