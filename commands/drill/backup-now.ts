import { pluginArchiveOf } from '../../manifests/cnpg/archives';
import { drillMetadata } from '../../manifests/drills/labels';
import { at, type Manifest, text } from '../../manifests/object/manifest';
import { BARMAN_CLOUD_PLUGIN } from '../../values/cnpg/barman-cloud';
import { ClusterObserver } from './cluster-state';
import { DrillFailure } from './drill-failure';
import type { DrillFindings, DrillRun } from './drill-run';
import { archiving } from './lookouts';
import { hint, type Lookout } from './obstacle';
import { until } from './until';

/** Takes a base backup into the object store and waits for its end. The Backup object goes afterwards; what is in the store stays. */
export async function backupNow(run: DrillRun): Promise<DrillFindings> {
  const { kube, clock, timeline, origin, objectives } = run;
  const { manifest } = await new ClusterObserver(run).look();
  if (pluginArchiveOf(manifest) === undefined)
    throw new DrillFailure(`Cluster ${origin.cluster} has no plugin that archives`);
  const start = clock.now();
  await kube.create(backupOf(run, manifest));
  timeline.add('drill', `Backup ${origin.id} is requested`);
  let phase = '';
  const ofCluster = archiving(run);
  const backingUp: Lookout = async () =>
    phase === ''
      ? [hint('phase', 'no phase: neither the operator nor the plugin has taken it'), ...(await ofCluster())]
      : [hint('phase', `phase ${phase}`), ...(await ofCluster())];
  const end = await until(
    run,
    `Backup ${origin.id} is completed`,
    async () => {
      const backup = await kube.read({ kind: 'Backup', name: origin.id, namespace: origin.namespace });
      const now = text(at(backup, 'status.phase')) ?? '';
      if (now !== phase) timeline.add('cluster', `backup: ${now}`);
      phase = now;
      return now === 'completed' || now === 'failed' ? backup : undefined;
    },
    backingUp,
  );
  const error = text(at(end, 'status.error'));
  return {
    measures: [
      {
        name: 'duration of the base backup',
        value: (clock.now() - start) / 1000,
        unit: 's',
        limit: objectives.seconds,
      },
    ],
    facts: {
      backup: text(at(end, 'status.backupName')) ?? origin.id,
      instance: text(at(end, 'status.instanceID.podName')) ?? 'unknown',
    },
    gaps: [],
    failures: phase === 'failed' ? [`Backup ${origin.id} failed: ${error ?? 'without a reason'}`] : [],
  };
}

function backupOf({ origin }: DrillRun, cluster: Manifest): Manifest {
  return {
    apiVersion: cluster.apiVersion,
    kind: 'Backup',
    metadata: drillMetadata(origin, origin.id),
    spec: {
      cluster: { name: origin.cluster },
      method: 'plugin',
      pluginConfiguration: { name: BARMAN_CLOUD_PLUGIN },
    },
  };
}
