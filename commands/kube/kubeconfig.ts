import { UsageError } from '../cli/usage-error';
import { clientLibrary, type Kubeconfig } from './client-library';

/** What the client calls the context that it makes up, for `http://localhost:8080`, where it finds no kubeconfig. */
const MADE_UP = 'loaded-context';

/**
 * The kubeconfig (`KUBECONFIG`, `~/.kube/config`, or the service account of a pod) at one of its contexts.
 * @throws UsageError where there is none, where it cannot be read, and for a context that is not there
 */
export async function loadKubeconfig(context?: string): Promise<Kubeconfig> {
  const { KubeConfig } = await clientLibrary();
  const config = new KubeConfig();
  try {
    config.loadFromDefault();
  } catch (error) {
    throw new UsageError(`the kubeconfig cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  if (config.getCurrentContext() === MADE_UP && config.getCurrentCluster()?.server === 'http://localhost:8080') {
    throw new UsageError('there is no kubeconfig: set KUBECONFIG, or write ~/.kube/config');
  }
  if (context !== undefined) {
    if (config.getContextObject(context) === null) {
      const names = config.getContexts().map(({ name }) => name);
      throw new UsageError(`--context "${context}": the kubeconfig has ${names.join(', ') || 'no context'}`);
    }
    config.setCurrentContext(context);
  }
  if (config.getCurrentCluster() === null) throw new UsageError('the kubeconfig has no current context: add --context');
  return config;
}
