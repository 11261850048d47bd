import { type ClusterObserver, type ClusterState, isHealthy } from './cluster-state';
import { DrillFailure } from './drill-failure';
import type { DrillRun } from './drill-run';
import { comingUp, takingOver } from './lookouts';
import type { AfterFacts, Fault } from './measure-outage';
import { restoreShare } from './restore-share';
import { expected, until } from './until';

/** It follows the promotion by seconds. */
const TIMELINE_MILLISECONDS = 60_000;

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
  const after = await until(
    run,
    `no failover: a primary other than ${before.currentPrimary}`,
    async () => {
      const state = await observer.look();
      const isOver = state.currentPrimary !== before.currentPrimary && state.currentPrimary === state.targetPrimary;
      return isOver ? state : undefined;
    },
    takingOver(run),
  );
  return { 'primary before': before.currentPrimary, 'primary after': after.currentPrimary };
}

/** What the status and the logs tell only some time after the promotion. */
export async function aftermath(
  run: DrillRun,
  observer: ClusterObserver,
  before: ClusterState,
  { at, outage, promoted }: Fault,
): Promise<AfterFacts> {
  const timeline = await newTimeline(run, observer, before);
  const { facts, measures } = await restoreShare(run, at, outage, promoted);
  return { facts: { ...timeline, ...facts }, measures };
}

/** The operator tells the primary first, and the timeline when it has asked the instance again. */
async function newTimeline(
  run: DrillRun,
  observer: ClusterObserver,
  before: ClusterState,
): Promise<Readonly<Record<string, string>>> {
  const limit = Math.min(run.limit, TIMELINE_MILLISECONDS);
  const ask = async () => {
    const { timeline } = await observer.look();
    return timeline > before.timeline ? String(timeline) : undefined;
  };
  const after = await until({ ...run, limit }, 'the new timeline', ask).catch((error) => {
    expected(error);
    return `not told by the Cluster's status within ${limit / 1000} s`;
  });
  return { timeline: `${before.timeline} → ${after}` };
}

/** Waits until all instances are there again. */
export async function redundancy(run: DrillRun, observer: ClusterObserver): Promise<void> {
  const ask = async () => isHealthy(await observer.look()) || undefined;
  await until(run, 'all instances are ready again', ask, comingUp(run));
  run.timeline.add('drill', 'all instances are ready again');
}
