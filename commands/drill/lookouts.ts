import { at, list, type Manifest, record, text } from '../../manifests/object/manifest';
import { CLUSTER_LABEL, POD_ROLE_LABEL } from '../../values/cnpg/cnpg-metadata';
import { KubeError } from '../kube/kube-port';
import { HEALTHY } from './cluster-state';
import type { DrillRun } from './drill-run';
import { jobObstacles } from './job-obstacles';
import { hint, type Lookout, type Obstacle } from './obstacle';
import { podObstacles } from './pod-obstacles';

/** Phases that CNPG leaves for nothing but a change by hand. */
const FINAL = ['Cluster is unrecoverable and needs manual intervention', 'Invalid cluster definition'];

const SKEW_MILLISECONDS = 30_000;

type Of = Pick<DrillRun, 'kube' | 'target' | 'clock' | 'timeline'>;

/** For a primary that is to take over: only the operator can say that it will not. Pods of the lost instance fail as they should. */
export function takingOver({ kube, target }: Pick<Of, 'kube' | 'target'>): Lookout {
  return () => seen(async () => clusterObstacles(await read({ kube, target }, target.cluster)));
}

/** For instances that are to come up: the Cluster, the Jobs that make their volumes, their pods, and what events say of them. */
export function comingUp(run: Of, cluster = run.target.cluster): Lookout {
  const { kube, target, clock, timeline } = run;
  const start = clock.now();
  // One that failed before the drill is another matter; clocks may differ.
  const isNew = ({ metadata }: Manifest) =>
    !(Date.parse(String(metadata.creationTimestamp)) < timeline.start - SKEW_MILLISECONDS);
  return () =>
    seen(async () => {
      const selector = `${CLUSTER_LABEL}=${cluster}`;
      // Poolers carry the label, too.
      const pods = (await kube.list('Pod', target.namespace, selector)).filter(
        ({ metadata }) => metadata.labels?.[POD_ROLE_LABEL] !== 'pooler',
      );
      const [jobs, ...ofPods] = await Promise.all([
        seen(async () => jobObstacles(kube, (await kube.list('Job', target.namespace, selector)).filter(isNew), pods)),
        ...pods.map((pod) => podObstacles(kube, pod)),
      ]);
      const [ofCluster, events] = await Promise.all([
        seen(async () => clusterObstacles(await read(run, cluster))),
        seen(() => warnings(run, cluster, start)),
      ]);
      return [...jobs, ...ofPods.flat(), ...ofCluster, ...events];
    });
}

/** For the pod of the drill's own Job, whose name is the drill's id. */
export function running({ kube, target, origin }: Pick<DrillRun, 'kube' | 'target' | 'origin'>): Lookout {
  return podsComingUp({ kube, target }, `batch.kubernetes.io/job-name=${origin.id}`);
}

/** For the pods that a label selects. */
export function podsComingUp({ kube, target }: Pick<Of, 'kube' | 'target'>, selector: string): Lookout {
  return () =>
    seen(async () => {
      const pods = await kube.list('Pod', target.namespace, selector);
      return (await Promise.all(pods.map((pod) => podObstacles(kube, pod)))).flat();
    });
}

/** For what the operator and its plugin are to do with a healthy cluster: archive, take a backup. */
export function archiving({ kube, target }: Pick<Of, 'kube' | 'target'>): Lookout {
  return () =>
    seen(async () => {
      const cluster = await read({ kube, target }, target.cluster);
      const broken = conditionsOf(cluster).find(({ type }) => type === 'ContinuousArchiving');
      if (broken?.status !== 'False') return clusterObstacles(cluster);
      const words = text(broken.message) ?? text(broken.reason) ?? 'without a reason';
      // The operator retries for as long as it takes.
      return [...clusterObstacles(cluster), { key: 'archive', text: `WAL archiving fails: ${words}`, patience: 180 }];
    });
}

function read({ kube, target }: Pick<Of, 'kube' | 'target'>, name: string): Promise<Manifest | undefined> {
  return kube.read({ kind: 'Cluster', name, namespace: target.namespace });
}

function clusterObstacles(cluster: Manifest | undefined): Obstacle[] {
  if (cluster === undefined) return [];
  const { name } = cluster.metadata;
  const phase = text(at(cluster, 'status.phase'));
  if (phase === HEALTHY) return [];
  if (phase === undefined) return [hint('phase', `Cluster ${name} has no phase: does its operator run?`)];
  const reason = text(at(cluster, 'status.phaseReason'));
  const words = `Cluster ${name}: ${[phase, reason].filter(Boolean).join(', ')}`;
  return [{ ...hint('phase', words), ...(FINAL.includes(phase) && { patience: 0 }) }];
}

function conditionsOf(object: Manifest | undefined): Readonly<Record<string, unknown>>[] {
  return list(at(object, 'status.conditions')).map(record);
}

/** The last warning since the wait began about the cluster, or what is named after it: volume claims, Jobs, pods. */
async function warnings({ kube, target }: Of, cluster: string, start: number): Promise<Obstacle[]> {
  const found = (await kube.list('Event', target.namespace, ''))
    .filter(({ type }) => type === 'Warning')
    .filter((event) => `${text(at(event, 'involvedObject.name'))}-`.startsWith(`${cluster}-`))
    .map((event) => ({ event, at: Date.parse(String(event.lastTimestamp ?? event.eventTime ?? '')) }))
    .filter((each) => each.at >= start)
    .sort((a, b) => a.at - b.at)
    .at(-1)?.event;
  if (found === undefined) return [];
  const { involvedObject, reason, message } = found;
  const { kind, name } = record(involvedObject);
  return [hint('event', `${text(kind)} ${text(name)}: ${text(reason)}, ${text(message)}`)];
}

/** Who may not look, or gets no answer, sees nothing. */
async function seen(look: () => Promise<Obstacle[]>): Promise<Obstacle[]> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof KubeError) return [];
    throw error;
  }
}
