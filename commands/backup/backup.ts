import { ApiObject, Chart } from 'cdk8s';
import { type Application, Backup } from '../../constructs/index';
import { printUnmarked } from '../../manifests/files/print';
import { clustersOf, treeOf } from '../applications/application-tree';
import { oneApplication, oneNamed } from '../cli/one-named';
import { UsageError } from '../cli/usage-error';

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
  const clusters = clustersOf(app);
  if (clusters.length === 0) throw new UsageError(`application "${application.name}" has no database`);
  if (clusters.length > 1 && request.cluster === undefined) {
    throw new UsageError(
      `application "${application.name}" has several clusters: add --cluster with one of ${clusters.map(({ name }) => name).join(', ')}`,
    );
  }
  const cluster = oneNamed(clusters, request.cluster ?? clusters[0]?.name ?? '', 'cluster');
  const chart = new Chart(app, 'on-demand', { namespace: cluster.namespace });
  new Backup(chart, 'Backup', { name: `${cluster.name}-${stamp(request.now)}`, cluster });
  return printUnmarked(
    chart.node
      .findAll()
      .filter(ApiObject.isApiObject)
      .map((object) => object.toJson()),
  );
}

/** `20261121t130501`: sorts by time, and is allowed in names. */
function stamp(now: Date): string {
  return now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').toLowerCase();
}
