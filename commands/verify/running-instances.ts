import { instancesOf } from '../../manifests/cnpg/cluster-traits';
import { at, text, texts } from '../../manifests/object/manifest';
import { HEALTHY } from '../drill/cluster-state';
import { compared, type Verified } from './comparison';
import type { SeenCluster } from './seen-cluster';

export const SUPERVISED =
  'kubectl cnpg promote, or kubectl cnpg restart, completes what primaryUpdateStrategy: supervised waits for';

/** How many instances are ready, and what the operator is doing. */
export function runningInstances(seen: SeenCluster): Verified[] {
  return [ready(seen), phase(seen), primary(seen), ...volumes(seen)];
}

function ready({ declared, live }: SeenCluster): Verified {
  const [wanted, found] = [instancesOf(declared), Number(at(live, 'status.readyInstances') ?? 0)];
  return compared(
    'instances',
    `${wanted}`,
    `${found} ready`,
    wanted === found,
    `kubectl get pods -n ${live.metadata.namespace} -l cnpg.io/cluster=${live.metadata.name} shows which is not`,
  );
}

/** The operator writes into the phase what it waits for, a restart by hand among it. */
function phase({ live }: SeenCluster): Verified {
  const now = text(at(live, 'status.phase')) ?? 'none';
  const reason = text(at(live, 'status.phaseReason'));
  const fix = /user action/i.test(now) ? SUPERVISED : 'wait until it is done, or see the events of the Cluster';
  return compared('phase', HEALTHY, reason && now !== HEALTHY ? `${now}: ${reason}` : now, now === HEALTHY, fix);
}

function primary({ live }: SeenCluster): Verified {
  const [current, target] = ['currentPrimary', 'targetPrimary'].map((key) => text(at(live, `status.${key}`)) ?? 'none');
  return compared(
    'primary',
    `${target}, the target`,
    `${current}`,
    current === target && current !== 'none',
    'a failover or a switchover is under way: wait, and see the events of the Cluster',
  );
}

function volumes({ live }: SeenCluster): Verified[] {
  return ['unusablePVC', 'danglingPVC', 'resizingPVC'].flatMap((key) => {
    const names = texts(at(live, `status.${key}`));
    if (names.length === 0) return [];
    const fix = `kubectl describe pvc -n ${live.metadata.namespace} ${names.join(' ')}`;
    return [compared('volumes', `no ${key}`, names.join(', '), false, fix)];
  });
}
