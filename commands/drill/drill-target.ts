import { type Application, PostgresClusterFromBackup } from '../../constructs/index';
import { at, type Manifest, text } from '../../manifests/object/manifest';
import { clustersOf, treeOf } from '../applications/application-tree';
import { UsageError } from '../cli/usage-error';

/** Name and namespace of an application's Cluster. */
export interface ClusterName {
  readonly name: string;
  readonly namespace: string;
}

/**
 * The Cluster of an application that a drill is about; one that is itself the copy of a restore drill is none.
 * @throws UsageError for a name that is not there, and where several are and none is named
 */
export function clusterOfApplication(
  applications: readonly Application[],
  name: string,
  cluster?: string,
): ClusterName {
  const application = applications.find((each) => each.name === name);
  if (application === undefined) {
    throw new UsageError(`--app "${name}": there is ${applications.map((each) => each.name).join(', ')}`);
  }
  const clusters = clustersOf(treeOf(application)).filter(
    (each) => !(each instanceof PostgresClusterFromBackup && each.expires !== undefined),
  );
  const names = clusters.map((each) => each.name).join(', ');
  const [found, ...others] = clusters.filter((each) => cluster === undefined || each.name === cluster);
  if (found === undefined) {
    throw new UsageError(
      names === ''
        ? `application "${name}" has no database`
        : `--cluster "${cluster}": application "${name}" has ${names}`,
    );
  }
  if (others.length > 0)
    throw new UsageError(`application "${name}" has several clusters: add --cluster with one of ${names}`);
  return { name: found.name, namespace: found.namespace };
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
