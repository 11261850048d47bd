import { type ClusterObserver, type ClusterState, isHealthy } from './cluster-state';
import { DrillFailure } from './drill-failure';
import type { DrillRun } from './drill-run';
import { until } from './until';

/**
 * The cluster before a fault of its primary.
 * @throws DrillFailure when the fault could not be survived, or when what follows would not be the fault's doing
 */
export async function readyForFault(observer: ClusterObserver): Promise<ClusterState> {
  const state = await observer.look();
  const name = state.manifest.metadata.name;
  if (state.instances < 2) {
    throw new DrillFailure(`Cluster ${name} has ${state.instances} instance: there is none that could take over`);
  }
  if (!isHealthy(state) || state.currentPrimary !== state.targetPrimary) {
    throw new DrillFailure(
      `Cluster ${name} is not healthy before the drill: ${state.ready} of ${state.instances} instances are ready, its phase is "${state.phase}"`,
    );
  }
  return state;
}

/** Waits until another instance is the primary. */
export async function newPrimary(
  run: DrillRun,
  observer: ClusterObserver,
  before: ClusterState,
): Promise<Readonly<Record<string, string>>> {
  const after = await until(run, `no failover: a primary other than ${before.currentPrimary}`, async () => {
    const state = await observer.look();
    const isOver = state.currentPrimary !== before.currentPrimary && state.currentPrimary === state.targetPrimary;
    return isOver ? state : undefined;
  });
  return {
    'primary before': before.currentPrimary,
    'primary after': after.currentPrimary,
    timeline: `${before.timeline} → ${after.timeline}`,
  };
}

/** Waits until all instances are there again. */
export async function redundancy(run: DrillRun, observer: ClusterObserver): Promise<void> {
  await until(run, 'all instances are ready again', async () => isHealthy(await observer.look()) || undefined);
  run.timeline.add('drill', 'all instances are ready again');
}
