import { at, type Manifest, text } from '../../manifests/object/manifest';
import { DrillFailure } from './drill-failure';
import type { DrillRun } from './drill-run';

/** Phase of a cluster that has nothing left to do. */
export const HEALTHY = 'Cluster in healthy state';

export interface ClusterState {
  readonly manifest: Manifest;
  readonly phase: string;
  readonly currentPrimary: string;
  readonly targetPrimary: string;
  readonly timeline: number;
  readonly instances: number;
  readonly ready: number;
}

/** All instances ready, and nothing under way. */
export function isHealthy({ phase, ready, instances }: ClusterState): boolean {
  return phase === HEALTHY && ready === instances;
}

/** Reads a Cluster and puts what its status says differently than before onto the timeline. */
export class ClusterObserver {
  #last: ClusterState | undefined;

  constructor(private readonly run: Pick<DrillRun, 'kube' | 'timeline' | 'target'>) {}

  /** @throws DrillFailure where there is no such Cluster */
  async look(): Promise<ClusterState> {
    const { kube, target } = this.run;
    const manifest = await kube.read({ kind: 'Cluster', name: target.cluster, namespace: target.namespace });
    if (manifest === undefined) {
      throw new DrillFailure(
        `Cluster ${target.namespace}/${target.cluster}: context ${kube.context} has none with this name`,
      );
    }
    const state = stateOf(manifest);
    for (const change of this.#last === undefined ? [] : changes(this.#last, state)) {
      this.run.timeline.add('cluster', change);
    }
    this.#last = state;
    return state;
  }
}

export function stateOf(manifest: Manifest): ClusterState {
  const number = (path: string) => Number(at(manifest, path) ?? 0);
  const word = (path: string) => text(at(manifest, path)) ?? '';
  return {
    manifest,
    phase: word('status.phase'),
    currentPrimary: word('status.currentPrimary'),
    targetPrimary: word('status.targetPrimary'),
    timeline: number('status.timelineID'),
    instances: number('spec.instances'),
    ready: number('status.readyInstances'),
  };
}

function changes(before: ClusterState, after: ClusterState): string[] {
  const found: string[] = [];
  if (after.phase !== before.phase) found.push(`phase: ${after.phase}`);
  if (after.targetPrimary !== before.targetPrimary) found.push(`target primary: ${after.targetPrimary}`);
  if (after.currentPrimary !== before.currentPrimary) found.push(`current primary: ${after.currentPrimary}`);
  if (after.timeline !== before.timeline) found.push(`timeline: ${before.timeline} → ${after.timeline}`);
  if (after.ready !== before.ready) found.push(`ready instances: ${after.ready} of ${after.instances}`);
  return found;
}
