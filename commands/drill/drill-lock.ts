import { type DrillOrigin, drillMetadata } from '../../manifests/drills/labels';
import { at, text } from '../../manifests/object/manifest';
import { UsageError } from '../cli/usage-error';
import { KubeError, type KubePort, type ObjectRef } from '../kube/kube-port';
import type { Clock } from './clock';
import { isOf } from './sweep';

const RENEW_MILLISECONDS = 10_000;
/** A lock that was not renewed for so long belongs to a run that was killed. */
const STALE_MILLISECONDS = 60_000;

/**
 * Lets one drill at a time run on a cluster: the next would take the objects of this one for left-overs.
 * @returns what lets go of the renewal; the object itself is swept with all others
 */
export async function lockDrill(kube: KubePort, clock: Clock, origin: DrillOrigin): Promise<() => Promise<void>> {
  const ref = lockOf(origin);
  try {
    await kube.create({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: drillMetadata(origin, ref.name),
      data: { renewed: stamp(clock) },
    });
  } catch (error) {
    if (error instanceof KubeError && error.code === 409) throw held(origin, 'another one');
    throw error;
  }
  const stopping = new AbortController();
  const loop = renew(kube, clock, ref, stopping.signal);
  return async () => {
    stopping.abort();
    await loop;
  };
}

/** @throws UsageError when a drill of this cluster is running */
export async function refuseHeldLock(kube: KubePort, clock: Clock, origin: DrillOrigin): Promise<void> {
  const ref = lockOf(origin);
  const lock = await kube.read(ref);
  // The sweep would not find it, and the lock could never be taken.
  if (lock !== undefined && !isOf(lock, origin)) {
    throw new UsageError(`ConfigMap ${ref.namespace}/${ref.name} is there, and no drill made it: rename or remove it`);
  }
  const renewed = Date.parse(text(at(lock, 'data.renewed')) ?? '');
  if (clock.now() - renewed < STALE_MILLISECONDS)
    throw held(origin, Object.values(lock?.metadata.labels ?? {}).join(', '));
}

async function renew(kube: KubePort, clock: Clock, ref: ObjectRef, signal: AbortSignal): Promise<void> {
  for (;;) {
    await clock.sleep(RENEW_MILLISECONDS, signal).catch(() => {});
    if (signal.aborted) return;
    // One that is missed is made up for by the next.
    await kube.patch(ref, { data: { renewed: stamp(clock) } }).catch(() => {});
  }
}

function lockOf({ namespace, cluster }: DrillOrigin): ObjectRef {
  return { kind: 'ConfigMap', name: `cnpg-gitops-drill-${cluster}`, namespace };
}

function stamp(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}

function held({ namespace, cluster }: DrillOrigin, by: string): UsageError {
  return new UsageError(
    `a drill of Cluster ${namespace}/${cluster} is running (${by}): wait for its end; one that was killed lets go after ${STALE_MILLISECONDS / 1000} s`,
  );
}
