import { ApiObject, Chart } from 'cdk8s';
import { type Application, Backup, type BackupMethod, type PostgresCluster } from '../../constructs/index';
import { printUnmarked } from '../../manifests/files/print';
import { treeOf } from '../applications/application-tree';
import { oneDatabase } from '../applications/serving-database';
import { oneApplication } from '../cli/one-named';

/** What `npm run backup` is asked for. */
export interface BackupRequest {
  /** Name of the application. */
  readonly application: string;
  /** Name of the Cluster, for applications that have several. */
  readonly cluster?: string;
  /** Becomes part of the Backup's name, so that every call makes a new object. */
  readonly now: Date;
}

/**
 * A Backup of an application's database, as YAML for `kubectl create -f -`. It has no place in `dist/`: its spec never changes once it is
 * made, and Argo CD would make it again whenever somebody deletes it.
 */
export function backup(applications: readonly Application[], request: BackupRequest): string {
  const application = oneApplication(applications, request.application);
  const app = treeOf(application);
  const cluster = oneDatabase(app, application.name, request.cluster);
  const chart = new Chart(app, 'on-demand', { namespace: cluster.namespace });
  new Backup(chart, 'Backup', { name: `${cluster.name}-${stamp(request.now)}`, cluster, method: methodOf(cluster) });
  return printUnmarked(
    chart.node
      .findAll()
      .filter(ApiObject.isApiObject)
      .map((object) => object.toJson()),
  );
}

/** What the cluster is declared with: of several, what WAL is archived by. */
function methodOf({ archived, archivedInTree, snapshotted }: PostgresCluster): BackupMethod {
  if (archived) return 'plugin';
  if (archivedInTree) return 'barmanObjectStore';
  return snapshotted ? 'volumeSnapshot' : 'plugin';
}

/** `20261121t130501`: sorts by time, and is allowed in names. */
function stamp(now: Date): string {
  return now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').toLowerCase();
}
