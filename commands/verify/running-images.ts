import { extensionImagesOf, imageOf } from '../../manifests/cnpg/cluster-image';
import { at, list, type Manifest, namespaceOf, record, text } from '../../manifests/object/manifest';
import { CLUSTER_LABEL, POD_ROLE_LABEL } from '../../values/cnpg/cnpg-metadata';
import { compared, untold, type Verified } from './comparison';
import { SUPERVISED } from './running-instances';
import type { SeenCluster } from './seen-cluster';

/** Name of the container with PostgreSQL. */
const CONTAINER = 'postgres';

/** Which images the pods of the instances run. */
export async function runningImages(seen: SeenCluster): Promise<Verified[]> {
  const { live, ask } = seen;
  const pods = (await ask.list('v1', 'Pod', namespaceOf(live))).filter(
    ({ metadata: { labels } }) =>
      labels?.[CLUSTER_LABEL] === live.metadata.name && labels?.[POD_ROLE_LABEL] === 'instance',
  );
  return [image(seen, pods), ...extensions(seen, pods)];
}

/** Without a name in the manifests (an unknown catalog, or the default of the operator that made it) the operator's own word counts. */
function image({ rendered, index, live }: SeenCluster, pods: readonly Manifest[]): Verified {
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

function extensions({ declared, index }: SeenCluster, pods: readonly Manifest[]): Verified[] {
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
