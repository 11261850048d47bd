import type { JobDatabase } from '../../constructs/drills/drill-pods';
import { applicationSecretOf } from '../../manifests/cnpg/bootstrap';
import { at, type Manifest, text } from '../../manifests/object/manifest';
import { serviceName } from '../../values/cnpg/derived-names';
import { DrillFailure } from './drill-failure';
import type { DrillRun } from './drill-run';

/** How a Job of the drill reaches the database: with the cluster's own image, which has psql and pgbench of its version. */
export async function jobDatabase({ kube, target }: DrillRun, cluster: Manifest): Promise<JobDatabase> {
  const primary = text(at(cluster, 'status.currentPrimary')) ?? '';
  const pod = await kube.read({ kind: 'Pod', name: primary, namespace: target.namespace });
  // With a catalog the Cluster names no image; the pod always does.
  const image = text(at(pod, 'spec.containers.0.image')) ?? text(at(cluster, 'spec.imageName'));
  if (image === undefined)
    throw new DrillFailure(`Cluster ${target.cluster}: neither it nor pod ${primary} tells the image`);
  return {
    image,
    host: serviceName(target.cluster, 'rw'),
    database: target.database,
    user: target.owner,
    secret: applicationSecretOf(cluster),
  };
}
