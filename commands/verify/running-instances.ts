import { extensionImagesOf, imageOf } from '../../manifests/cnpg/cluster-image';
import { instancesOf } from '../../manifests/cnpg/cluster-traits';
import { at, list, type Manifest, record, text, texts } from '../../manifests/object/manifest';
import { HEALTHY } from '../drill/cluster-state';
import { compared, untold, type Verified } from './comparison';
import type { SeenCluster } from './seen-cluster';

/** Name of the container with PostgreSQL. */
const CONTAINER = 'postgres';
const SUPERVISED =
  'kubectl cnpg promote, or kubectl cnpg restart, completes what primaryUpdateStrategy: supervised waits for';

/** How many instances are ready, what the operator is doing, and which images run. */
export function runningInstances(seen: SeenCluster): Verified[] {
  return [ready(seen), phase(seen), primary(seen), image(seen), ...extensions(seen), ...volumes(seen)];
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

/** Without a name in the manifests (an unknown catalog, or the default of the operator that made it) the operator's own word counts. */
function image({ rendered, index, live, pods }: SeenCluster): Verified {
  const wanted = imageOf(rendered, index) ?? text(at(live, 'status.image'));
  if (wanted === undefined) return untold('image', 'chosen by the operator', 'the status of the Cluster names none');
  const found = pods.map((pod) => ({ name: String(pod.metadata.name), image: serverImage(pod) }));
  if (found.length === 0)
    return compared('image', wanted, 'no pod', false, 'there is no pod of an instance: see the phase');
  const others = found.filter((each) => each.image !== wanted);
  return compared(
    'image',
    wanted,
    others.map((each) => `${each.name} ${each.image ?? 'none'}`).join(', ') || wanted,
    others.length === 0,
    `a rolling update is pending: ${SUPERVISED}; otherwise wait`,
  );
}

function serverImage(pod: Manifest): string | undefined {
  const containers = list(at(pod, 'spec.containers')).map(record);
  return text(containers.find(({ name }) => name === CONTAINER)?.image);
}

function extensions({ declared, index, pods }: SeenCluster): Verified[] {
  const wanted = extensionImagesOf(declared, index).flatMap(({ reference }) => reference ?? []);
  if (wanted.length === 0) return [];
  const missing = pods.flatMap((pod) => {
    const mounted = list(at(pod, 'spec.volumes')).map((volume) => text(at(volume, 'image.reference')));
    return wanted.filter((each) => !mounted.includes(each)).map((each) => `${pod.metadata.name} without ${each}`);
  });
  const running = missing.length === 0 ? 'mounted' : missing.join(', ');
  return [
    compared('extension images', wanted.join(', '), running, missing.length === 0, 'wait for the rolling update'),
  ];
}

function volumes({ live }: SeenCluster): Verified[] {
  return ['unusablePVC', 'danglingPVC', 'resizingPVC'].flatMap((key) => {
    const names = texts(at(live, `status.${key}`));
    if (names.length === 0) return [];
    const fix = `kubectl describe pvc -n ${live.metadata.namespace} ${names.join(' ')}`;
    return [compared('volumes', `no ${key}`, names.join(', '), false, fix)];
  });
}
