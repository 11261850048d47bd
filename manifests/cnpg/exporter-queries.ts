import { compose } from '../files/yaml/compose';
import { YamlProblem } from '../files/yaml/problem';
import { Kind } from '../object/kinds';
import { at, list, type Manifest, namespaceOf, record, text, texts } from '../object/manifest';
import type { Index } from '../object/object-index';

/** A query of the metrics exporter, from a ConfigMap or a Secret that the run contains. */
export interface ExporterQuery {
  readonly name: string;
  readonly sql: string;
  /** Databases that it names, `*` for all. Without any it runs in the application's. */
  readonly databases: readonly string[];
  /** `ConfigMap shop/queries`. */
  readonly source: string;
}

const SOURCES = [
  { field: 'spec.monitoring.customQueriesConfigMap', kind: Kind.CONFIG_MAP, data: 'data' },
  { field: 'spec.monitoring.customQueriesSecret', kind: Kind.SECRET, data: 'stringData' },
] as const;

/** The queries that a Cluster adds to those of the operator. What cannot be read has none: the exporter leaves it out, too. */
export function exporterQueriesOf(cluster: Manifest, index: Index): ExporterQuery[] {
  const namespace = namespaceOf(cluster);
  return SOURCES.flatMap(({ field, kind, data }) =>
    list(at(cluster, field)).flatMap((reference) => {
      const { name, key } = record(reference);
      const content = record(at(index.get(kind, namespace, text(name) ?? ''), data))[text(key) ?? ''];
      return queriesIn(text(content) ?? '').map((query) => ({ ...query, source: `${kind} ${namespace}/${name}` }));
    }),
  );
}

function queriesIn(yaml: string): Omit<ExporterQuery, 'source'>[] {
  return Object.entries(record(yamlValue(yaml))).flatMap(([name, entry]) => {
    const { query, target_databases: databases } = record(entry);
    return typeof query === 'string' ? [{ name, sql: query, databases: texts(databases) }] : [];
  });
}

function yamlValue(yaml: string): unknown {
  try {
    return compose(yaml).value;
  } catch (error) {
    if (error instanceof YamlProblem) return undefined;
    throw error;
  }
}
