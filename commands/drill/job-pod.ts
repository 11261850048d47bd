import type { DrillOrigin } from '../../manifests/drills/labels';
import { at } from '../../manifests/object/manifest';
import type { KubePort } from '../kube/kube-port';

/** Name of the pod of the drill's Job, from the moment on that it runs. */
export async function podOfJob(kube: KubePort, { id, namespace }: DrillOrigin): Promise<string | undefined> {
  const pods = await kube.list('Pod', namespace, `batch.kubernetes.io/job-name=${id}`);
  return pods.find((pod) => at(pod, 'status.phase') !== 'Pending')?.metadata.name;
}
