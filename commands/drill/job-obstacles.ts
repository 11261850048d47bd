import { at, list, type Manifest, record, text } from '../../manifests/object/manifest';
import type { KubePort } from '../kube/kube-port';
import { hint, type Obstacle } from './obstacle';
import { wordsOf } from './pod-obstacles';

/** A pod that ended with the same words so often has not met a passing fault. */
const SAME_WORDS = 3;

/** Jobs that have failed for good, and those whose pods fail again and again with the same words. */
export async function jobObstacles(
  kube: KubePort,
  jobs: readonly Manifest[],
  pods: readonly Manifest[],
): Promise<Obstacle[]> {
  const found: Obstacle[] = [];
  for (const job of jobs) {
    const { name = '', namespace = '' } = job.metadata;
    const failed = pods.filter((pod) => isOf(pod, name) && at(pod, 'status.phase') === 'Failed').sort(byAge);
    const told = await Promise.all(failed.map((pod) => wordsOfPod(kube, namespace, pod)));
    const words = told.filter((each) => each !== undefined);
    const last = words.at(-1);
    const why = last === undefined ? '' : `: ${last}`;
    const end = list(at(job, 'status.conditions'))
      .map(record)
      .find(({ type, status }) => type === 'Failed' && status === 'True');
    const count = Math.max(failed.length, Number(at(job, 'status.failed') ?? 0));
    if (end !== undefined) {
      const reason = text(end.reason) ?? 'without a reason';
      found.push({ key: `job ${name}`, text: `Job ${name} failed (${reason})${why}`, patience: 0 });
    } else if (last !== undefined && words.filter((each) => each === last).length >= SAME_WORDS) {
      found.push({ key: `job ${name}`, text: `${count} pods of Job ${name} failed${why}`, patience: 0 });
    } else if (count > 0) {
      found.push(hint(`job ${name}`, `${count} ${count === 1 ? 'pod' : 'pods'} of Job ${name} failed${why}`));
    }
  }
  return found;
}

function isOf(pod: Manifest, job: string): boolean {
  const { labels = {} } = pod.metadata;
  return labels['batch.kubernetes.io/job-name'] === job || labels['job-name'] === job;
}

function byAge(a: Manifest, b: Manifest): number {
  return String(a.metadata.creationTimestamp ?? '') < String(b.metadata.creationTimestamp ?? '') ? -1 : 1;
}

/** Of the container that ended with an error; the plugin beside it goes on until it is stopped. */
async function wordsOfPod(kube: KubePort, namespace: string, pod: Manifest): Promise<string | undefined> {
  const ended = [...list(at(pod, 'status.initContainerStatuses')), ...list(at(pod, 'status.containerStatuses'))]
    .map(record)
    .find((status) => Number(record(record(status.state).terminated).exitCode ?? 0) !== 0);
  const container = text(ended?.name) ?? text(at(pod, 'spec.containers.0.name'));
  return wordsOf(kube, namespace, pod.metadata.name ?? '', container);
}
