import type { Application } from '../../constructs/index';
import { at, type Manifest, text } from '../../manifests/object/manifest';
import { treeOf } from '../applications/application-tree';
import { oneDatabase } from '../applications/serving-database';
import { oneApplication } from '../cli/one-named';

/** Name and namespace of an application's Cluster. */
export interface ClusterName {
  readonly name: string;
  readonly namespace: string;
}

/**
 * The Cluster of an application that a drill is about; one that is itself the copy of a restore drill is none.
 * @throws UsageError for a name that is not there, and where there are several databases and none is named
 */
export function clusterOfApplication(
  applications: readonly Application[],
  name: string,
  cluster?: string,
): ClusterName {
  const application = oneApplication(applications, name);
  const { name: found, namespace } = oneDatabase(treeOf(application), application.name, cluster);
  return { name: found, namespace };
}

/** The application's database and its owner, as a live Cluster tells them. CNPG's own default for both is `app`. */
export function databaseOf(cluster: Manifest): { readonly database: string; readonly owner: string } {
  const of = (field: string) =>
    ['initdb', 'recovery', 'pg_basebackup']
      .map((way) => text(at(cluster, `spec.bootstrap.${way}.${field}`)))
      .find((each) => each);
  const database = of('database') ?? 'app';
  return { database, owner: of('owner') ?? database };
}
