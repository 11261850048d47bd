import { DRILL_CLUSTER_ANNOTATION, type DrillOrigin } from '../../manifests/drills/labels';
import { at, list, type Manifest, record } from '../../manifests/manifest';
import { DRILL_LABEL, PARTITION_LABEL } from '../../values/drill';
import type { Clock } from './clock';
import { type Kind, KubeError, type KubePort, type ObjectRef } from './kube-port';

/** On a node that is off, for sure: the value tells it from one that somebody else has put there. */
export const OFF_TAINT = {
  key: 'node.kubernetes.io/out-of-service',
  value: 'cnpg-gitops-drill',
  effect: 'NoExecute',
} as const;

/** What drills make. Connections are given back first; the ConfigMap, which is the lock, goes last. */
const MADE: readonly Kind[] = ['NetworkPolicy', 'Job', 'Backup', 'Cluster', 'ConfigMap'];
const ATTEMPTS = 5;
const PAUSE_MILLISECONDS = 1_000;

export interface Swept {
  /** What was removed or put back. */
  readonly done: readonly string[];
  /** What could not be, and why. */
  readonly problems: readonly string[];
}

/**
 * Removes what drills of a cluster have made, and puts back what they have changed, found by label. It is the same after success,
 * failure and Ctrl-C, and at the start of the next drill.
 *
 * @param id - of one drill @default - of all
 */
export async function sweep(
  kube: KubePort,
  clock: Clock,
  origin: Omit<DrillOrigin, 'id'>,
  id?: string,
): Promise<Swept> {
  const done: string[] = [];
  const problems: string[] = [];
  const step = async (what: string, action: () => Promise<void>) => {
    const problem = await tried(clock, action);
    if (problem !== undefined) problems.push(`${what}: ${problem}`);
  };
  const selector = id === undefined ? DRILL_LABEL : `${DRILL_LABEL}=${id}`;
  const find = async (kind: Kind, namespace?: string) =>
    (await kube.list(kind, namespace, selector)).filter((object) => isOf(object, origin));

  for (const kind of ['Pod', 'Node', ...MADE] as const) {
    const namespace = kind === 'Node' ? undefined : origin.namespace;
    await step(`looking for ${kind} objects`, async () => {
      for (const object of await found(find, kind, namespace)) {
        const ref: ObjectRef = { kind, name: object.metadata.name ?? '', namespace };
        await step(`${kind} ${ref.name}`, async () => {
          if (kind === 'Pod') await releasePod(kube, ref);
          else if (kind === 'Node') await releaseNode(kube, ref);
          else await kube.delete(ref);
        });
        done.push(`${kind} ${ref.name}`);
      }
    });
  }
  return { done: [...new Set(done)], problems };
}

/** Gives a pod its connections back. */
export async function releasePod(kube: KubePort, ref: ObjectRef): Promise<void> {
  const labels = { [DRILL_LABEL]: null, [PARTITION_LABEL]: null };
  try {
    await kube.patch(ref, { metadata: { labels, annotations: { [DRILL_CLUSTER_ANNOTATION]: null } } });
  } catch (error) {
    // A pod that the operator has made again has no labels of ours.
    if (!(error instanceof KubeError) || error.code !== 404) throw error;
  }
}

async function releaseNode(kube: KubePort, ref: ObjectRef): Promise<void> {
  const node = await kube.read(ref);
  if (node === undefined) return;
  await kube.patch(ref, {
    metadata: {
      ...onlyIfUnchanged(node),
      labels: { [DRILL_LABEL]: null },
      annotations: { [DRILL_CLUSTER_ANNOTATION]: null },
    },
    spec: {
      unschedulable: null,
      taints: taintsOfOthers(node).filter((taint) => record(taint).key !== 'node.kubernetes.io/unschedulable'),
    },
  });
}

/** A merge patch takes lists whole: with this the API server answers 409 where the node controller was faster with taints of its own. */
export function onlyIfUnchanged({ metadata }: Manifest): { readonly resourceVersion: unknown } {
  return { resourceVersion: metadata.resourceVersion };
}

/** The taints of a node but the drill's. */
export function taintsOfOthers(node: Manifest): unknown[] {
  return list(at(node, 'spec.taints')).filter((taint) => {
    const { key, value } = record(taint);
    return key !== OFF_TAINT.key || value !== OFF_TAINT.value;
  });
}

/** The label alone is not enough to delete a Cluster for: it has to be marked as a drill's of this one, and not to be this one. */
function isOf(object: Manifest, { namespace, cluster }: Omit<DrillOrigin, 'id'>): boolean {
  const isMarked = object.metadata.annotations?.[DRILL_CLUSTER_ANNOTATION] === `${namespace}/${cluster}`;
  return isMarked && !(object.kind === 'Cluster' && object.metadata.name === cluster);
}

// Who may not see nodes has never cordoned one.
async function found(
  find: (kind: Kind, namespace?: string) => Promise<readonly Manifest[]>,
  kind: Kind,
  namespace?: string,
): Promise<readonly Manifest[]> {
  try {
    return await find(kind, namespace);
  } catch (error) {
    if (kind === 'Node' && error instanceof KubeError && error.code === 403) return [];
    throw error;
  }
}

/** Tries a few times. @returns what stands in the way, or undefined */
export async function tried(clock: Clock, action: () => Promise<void>): Promise<string | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      await action();
      return undefined;
    } catch (error) {
      if (!(error instanceof KubeError)) throw error;
      if (!error.isTransient || attempt === ATTEMPTS) return error.message;
      await clock.sleep(PAUSE_MILLISECONDS);
    }
  }
}
