import { at, list, type Manifest, record, text } from '../../manifests/object/manifest';
import { KubeError, type KubePort } from '../kube/kube-port';
import { lastWords } from './last-words';
import type { Obstacle } from './obstacle';

/** A registry, a Secret or a node that is late comes within these; what is still missing then has to be made by somebody. */
const PATIENCE: Readonly<Record<string, number>> = {
  InvalidImageName: 0,
  ErrImageNeverPull: 0,
  ImagePullBackOff: 60,
  ErrImagePull: 60,
  CreateContainerConfigError: 60,
  CreateContainerError: 60,
};
/** A cluster autoscaler needs a few minutes for a node. */
const UNSCHEDULABLE = 240;
/** One restart happens; so many, the last ones minutes apart, do not end by themselves. */
const RESTARTS = 4;
const TAIL_LINES = 200;

/** What keeps a pod from running: no node, no image, a container that ends again and again. */
export async function podObstacles(kube: KubePort, pod: Manifest): Promise<Obstacle[]> {
  const { name = '', namespace = '' } = pod.metadata;
  if (pod.metadata.deletionTimestamp !== undefined) return [];
  const found: Obstacle[] = [];
  const scheduled = list(at(pod, 'status.conditions'))
    .map(record)
    .find(({ type }) => type === 'PodScheduled');
  if (scheduled?.status === 'False' && scheduled.reason === 'Unschedulable') {
    const words = text(scheduled.message) ?? 'no node takes it';
    found.push({ key: `${name} unschedulable`, text: `pod ${name} is on no node: ${words}`, patience: UNSCHEDULABLE });
  }
  const containers = [...list(at(pod, 'status.initContainerStatuses')), ...list(at(pod, 'status.containerStatuses'))];
  for (const status of containers.map(record)) {
    const waiting = record(record(status.state).waiting);
    const reason = text(waiting.reason) ?? '';
    const container = text(status.name) ?? '';
    const key = `${name} ${container} ${reason.replace('ErrImagePull', 'ImagePullBackOff')}`;
    const patience = PATIENCE[reason];
    if (patience !== undefined) {
      const words = [reason, text(waiting.message)].filter(Boolean).join(', ');
      found.push({ key, text: `container ${container} of pod ${name} does not start: ${words}`, patience });
    } else if (reason === 'CrashLoopBackOff') {
      const restarts = Number(status.restartCount ?? 0);
      const words = await wordsOf(kube, namespace, name, container);
      const told = `container ${container} of pod ${name} ended ${restarts} times${words === undefined ? '' : `: ${words}`}`;
      found.push({ key, text: told, patience: restarts >= RESTARTS ? 0 : Number.POSITIVE_INFINITY });
    }
  }
  return found;
}

/** Why a container ended, in its own words; undefined where its log tells nothing or may not be read. */
export async function wordsOf(
  kube: KubePort,
  namespace: string,
  pod: string,
  container?: string,
): Promise<string | undefined> {
  try {
    return lastWords(await kube.log(namespace, pod, { container, tail: TAIL_LINES }));
  } catch (error) {
    if (error instanceof KubeError) return undefined;
    throw error;
  }
}
