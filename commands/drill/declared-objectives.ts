import type { Manifest } from '../../manifests/object/manifest';
import { OBJECTIVES_ANNOTATION } from '../../values/declarations/objectives';
import { parseObjectives } from '../../values/declarations/objectives-text';
import type { DrillName } from './drill-names';
import type { DrillObjectives } from './drill-objectives';

/**
 * What a live Cluster promises of the fault that a drill is about; nothing where it promises nothing.
 * @throws InvalidValueError for an annotation that cannot be read
 */
export function declaredObjectives(drill: DrillName, cluster: Manifest): DrillObjectives {
  const text = cluster.metadata.annotations?.[OBJECTIVES_ANNOTATION];
  if (text === undefined) return {};
  const { rto, latency, platform } = parseObjectives(text);
  const promised = { failover: rto?.podLoss, 'node-loss': rto?.nodeLoss, partition: rto?.partition };
  const duration = Object.entries(promised).find(([name]) => name === drill)?.[1];
  return {
    ...(duration !== undefined && { seconds: duration.toSeconds() }),
    ...(duration !== undefined &&
      platform?.restoreCallMilliseconds !== undefined && {
        restoreCallSeconds: platform.restoreCallMilliseconds / 1000,
      }),
    ...(drill === 'latency' && latency !== undefined && { latency: { '99': latency.p99Milliseconds } }),
  };
}
