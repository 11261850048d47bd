import { DRILL_CLUSTER_ANNOTATION, type DrillOrigin } from '../../manifests/drills/labels';
import { at, list, type Manifest, record } from '../../manifests/object/manifest';
import { DRILL_LABEL, PARTITION_LABEL } from '../../values/cnpg/drill';
import { type DrillKind, KubeError, type KubePort, type ObjectRef } from '../kube/kube-port';
import type { Clock } from './clock';

/** On a node that is off, for sure: the value tells it from one that somebody else has put there. */
export const OFF_TAINT = {
  key: 'node.kubernetes.io/out-of-service',
  value: 'cnpg-gitops-drill',
  effect: 'NoExecute',
} as const;

/** What drills make. Connections are given back first; the ConfigMap, which is the lock, goes last. */
const MADE = ['NetworkPolicy', 'Job', 'Backup', 'Cluster', 'ConfigMap'] as const;
type SweptKind = (typeof MADE)[number] | 'Pod' | 'Node';

/** All that a drill makes or marks, in the order in which it goes. */
const ALL: readonly SweptKind[] = ['Pod', 'Node', ...MADE];
/** All but the lock. */
export const ALL_BUT_LOCK = ALL.filter((kind) => kind !== 'ConfigMap');
const ATTEMPTS = 5;
const PAUSE_MILLISECONDS = 1_000;

export interface Swept {
  /** What was removed or put back. */
  readonly done: readonly string[];
  /** What could not be, and why. */
  readonly problems: readonly SweepProblem[];
}

export interface SweepProblem {
  readonly kind: DrillKind;
  /** Undefined where the objects of the kind could not be looked for. */
  readonly ref?: ObjectRef;
  readonly reason: string;
}

export interface SweepOptions {
  /** Of one drill. @default - of all */
  readonly id?: string;
  /** @default - all */
  readonly kinds?: readonly SweptKind[];
  /** How long an API server that does not answer is asked again, and what ends that early. @default - a few times */
  readonly patience?: Patience;
}

export interface Patience {
  /** Milliseconds since 1970. */
  readonly until: number;
  readonly signal: AbortSignal;
  /** Called before the first question that is more than the usual few. */
  readonly onWait: () => void;
}

/**
 * Removes what drills of a cluster have made, and puts back what they have changed, found by label. It is the same after success,
 * failure and Ctrl-C, and at the start of the next drill.
 */
export async function sweep(
  kube: KubePort,
  clock: Clock,
  origin: Omit<DrillOrigin, 'id'>,
  { id, kinds = ALL, patience }: SweepOptions = {},
): Promise<Swept> {
  const done: string[] = [];
  const problems: SweepProblem[] = [];
  const step = async (of: Omit<SweepProblem, 'reason'>, action: () => Promise<void>) => {
    const reason = await tried(clock, action, patience);
    if (reason !== undefined) problems.push({ ...of, reason });
  };
  const selector = id === undefined ? DRILL_LABEL : `${DRILL_LABEL}=${id}`;
  const find = async (kind: DrillKind, namespace?: string) =>
    (await kube.list(kind, namespace, selector)).filter((object) => isOf(object, origin));

  for (const kind of kinds) {
    const namespace = kind === 'Node' ? undefined : origin.namespace;
    await step({ kind }, async () => {
      for (const object of await found(find, kind, namespace)) {
        const ref: ObjectRef = { kind, name: object.metadata.name ?? '', namespace };
        await step({ kind, ref }, async () => {
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
    // A pod that the operator has recreated does not have the drill's labels.
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
export function isOf(object: Manifest, { namespace, cluster }: Omit<DrillOrigin, 'id'>): boolean {
  const isMarked = object.metadata.annotations?.[DRILL_CLUSTER_ANNOTATION] === `${namespace}/${cluster}`;
  return isMarked && !(object.kind === 'Cluster' && object.metadata.name === cluster);
}

// Who may not see nodes has never cordoned one.
async function found(
  find: (kind: DrillKind, namespace?: string) => Promise<readonly Manifest[]>,
  kind: DrillKind,
  namespace?: string,
): Promise<readonly Manifest[]> {
  try {
    return await find(kind, namespace);
  } catch (error) {
    if (kind === 'Node' && error instanceof KubeError && error.code === 403) return [];
    throw error;
  }
}

/** The API server, or a proxy in front of it. */
function isAway({ code }: KubeError): boolean {
  return code === undefined || (code >= 502 && code <= 504);
}

/** Tries a few times, and longer if there is no answer and `patience` allows it. @returns what prevents it, or undefined */
export async function tried(
  clock: Clock,
  action: () => Promise<void>,
  patience?: Patience,
): Promise<string | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      await action();
      return undefined;
    } catch (error) {
      if (!(error instanceof KubeError)) throw error;
      if (!error.isTransient) return error.message;
      if (patience === undefined || !isAway(error)) {
        if (attempt >= ATTEMPTS) return error.message;
      } else {
        if (patience.signal.aborted || clock.now() >= patience.until) return error.message;
        if (attempt === ATTEMPTS) patience.onWait();
      }
      await clock.sleep(PAUSE_MILLISECONDS);
    }
  }
}
