import { at, list, type Manifest, record, text } from '../../manifests/object/manifest';
import type { KubePort } from '../kube/kube-port';
import { WriterError } from './writer-port';

/** A pod's port. */
export interface PodPort {
  readonly pod: string;
  readonly port: number;
}

/**
 * The pod that a service leads to now: ready, as its EndpointSlices tell it to every node.
 * @throws WriterError where there is none
 */
export async function podBehind(kube: KubePort, namespace: string, service: string): Promise<PodPort> {
  const slices = await kube.list('EndpointSlice', namespace, `kubernetes.io/service-name=${service}`);
  const [first] = slices.flatMap(podsOf).sort((a, b) => (a.pod < b.pod ? -1 : 1));
  if (first === undefined) throw new WriterError(`service ${service} leads to no pod that is ready`);
  return first;
}

function podsOf(slice: Manifest): PodPort[] {
  const port = Number(at(slice, 'ports.0.port'));
  return list(slice.endpoints).flatMap((endpoint) => {
    const { conditions, targetRef } = record(endpoint);
    const pod = text(record(targetRef).name);
    // Absent means unknown, which counts as ready.
    return pod === undefined || record(conditions).ready === false ? [] : [{ pod, port }];
  });
}
