import { enabledPlugins } from '../../manifests/cnpg/plugins';
import { list, type Manifest, record, text } from '../../manifests/object/manifest';
import { KubeError, type KubePort } from '../kube/kube-port';

/** By which the operator finds the Services of plugins in its own namespace. */
const PLUGIN_LABEL = 'cnpg.io/pluginName';

export interface PluginPod {
  readonly pod: string;
  readonly node: string;
}

/**
 * Where the plugins run that the operator asks at every reconcile of a cluster: without an answer it promotes nobody.
 * @param namespace - of the operator
 * @returns none for a cluster without plugins; why it is not known, in place of the pods
 */
export async function pluginPods(
  kube: KubePort,
  namespace: string,
  cluster: Manifest,
): Promise<readonly PluginPod[] | string> {
  const plugins = enabledPlugins(cluster).map(({ name }) => name);
  if (plugins.length === 0) return [];
  try {
    const found = await Promise.all(plugins.map((plugin) => podsOf(kube, namespace, plugin)));
    const pods = [...new Map(found.flat().map((each) => [each.pod, each])).values()];
    return pods.length > 0 ? pods : `namespace ${namespace} has no Service of ${plugins.join(', ')} with a pod`;
  } catch (error) {
    if (error instanceof KubeError) return error.message;
    throw error;
  }
}

async function podsOf(kube: KubePort, namespace: string, plugin: string): Promise<PluginPod[]> {
  const services = await kube.list('Service', namespace, `${PLUGIN_LABEL}=${plugin}`);
  const slices = await Promise.all(
    services.map(({ metadata }) =>
      kube.list('EndpointSlice', namespace, `kubernetes.io/service-name=${metadata.name}`),
    ),
  );
  return slices.flat().flatMap((slice) => list(slice.endpoints).flatMap(podOf));
}

function podOf(endpoint: unknown): PluginPod[] {
  const { targetRef, nodeName } = record(endpoint);
  const [pod, node] = [text(record(targetRef).name), text(nodeName)];
  return pod === undefined || node === undefined ? [] : [{ pod, node }];
}
