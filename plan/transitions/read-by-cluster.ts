import { Kind } from '../../manifests/object/kinds';
import { at, list, type Manifest, namespaceOf, record } from '../../manifests/object/manifest';
import { RELOAD_LABEL } from '../../values/cnpg/cnpg-metadata';
import { namesOf } from '../engine/object-names';
import type { Transition } from '../engine/transition';

const SCRIPTS = ['postInitSQLRefs', 'postInitApplicationSQLRefs', 'postInitTemplateSQLRefs'];

/** ConfigMaps that Clusters read: SQL, which runs only when a database is created, and queries of the exporter. */
export const readByCluster: Transition = {
  kinds: [Kind.CONFIG_MAP],
  paths: ['data'],
  judge(_, { namespace, name, after, objects }) {
    const there = new Set(objects.before.all(Kind.CLUSTER).map(identity));
    const clusters = objects.after
      .all(Kind.CLUSTER)
      .filter((cluster) => namespaceOf(cluster) === namespace && there.has(identity(cluster)));
    const made = clusters.filter((cluster) =>
      SCRIPTS.some((script) => names(at(cluster, `spec.bootstrap.initdb.${script}.configMapRefs`)).includes(name)),
    );
    if (made.length > 0) {
      const reason = `${namesOf(made)} ran it when the database was made, and never runs it again: bring the change into the database by hand; in a repository of this project npm run -s migrations prints it`;
      return { impact: 'ignored', reason };
    }
    const exporters = clusters.filter((cluster) =>
      names(at(cluster, 'spec.monitoring.customQueriesConfigMap')).includes(name),
    );
    if (exporters.length === 0) return undefined;
    const when =
      record(after.metadata.labels)[RELOAD_LABEL] === undefined
        ? `when the operator next looks at the Cluster, at once with the label ${RELOAD_LABEL}`
        : 'at once';
    return {
      impact: 'none',
      reason: `the exporter of ${namesOf(exporters)} takes the queries over ${when}; no process restarts`,
    };
  },
};

function identity(cluster: Manifest): string {
  return `${namespaceOf(cluster)}/${cluster.metadata.name}`;
}

function names(references: unknown): unknown[] {
  return list(references).map((reference) => record(reference).name);
}
