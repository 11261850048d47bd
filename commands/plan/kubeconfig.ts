import type { KubernetesObject } from '@kubernetes/client-node';
import type { Manifest } from '../../manifests/manifest';
import { loadKubeconfig } from '../drill/kubeconfig';
import { UsageError } from '../usage-error';
import type { LiveClient } from './live';

/** As Argo CD's own: a field that it applied before and that is no longer in the manifest goes in the dry run too. */
const FIELD_MANAGER = 'argocd-controller';

type Named = Required<Pick<KubernetesObject, 'apiVersion' | 'kind'>> & {
  metadata: { name: string; namespace?: string };
};

/**
 * A client of the cluster of the current context in KUBECONFIG or ~/.kube/config.
 * @throws UsageError where there is none, and where it cannot be read
 */
export async function kubeconfigClient(): Promise<LiveClient> {
  const { ApiException, KubernetesObjectApi, PatchStrategy } = await import('@kubernetes/client-node');
  const config = await loadKubeconfig();
  const api = KubernetesObjectApi.makeApiClient(config);
  const codeOf = (error: unknown) => (error instanceof ApiException ? error.code : undefined);
  const asked = async <T>(request: Promise<T>): Promise<T> => {
    try {
      return await request;
    } catch (error) {
      if (error instanceof ApiException) throw error;
      throw new UsageError(
        `--base cluster: ${config.getCurrentCluster()?.server} gives no answer: ${messageOf(error)}`,
      );
    }
  };
  return {
    async read(manifest) {
      try {
        return plain(await asked(api.read(manifest as Named)));
      } catch (error) {
        if (codeOf(error) === 404) return undefined;
        throw readable(error);
      }
    },
    async dryRun(manifest) {
      const spec = manifest as KubernetesObject;
      try {
        return plain(
          await asked(api.patch(spec, undefined, 'All', FIELD_MANAGER, true, PatchStrategy.ServerSideApply)),
        );
      } catch (error) {
        const code = codeOf(error);
        // The namespace, or the kind, comes with the same change.
        if (code === 404) return manifest;
        if (code === 400 || code === 403 || code === 409 || code === 422) return { refused: messageOf(error) };
        throw readable(error);
      }
    },
    async list(apiVersion, kind, namespace) {
      try {
        const { items } = await asked(api.list(apiVersion, kind, namespace));
        return items.map((item) => plain({ ...item, apiVersion, kind }));
      } catch (error) {
        if (codeOf(error) === 404) return [];
        throw readable(error);
      }
    },
  };
}

// The client makes dates of times, and instances of classes of what it knows.
function plain(object: KubernetesObject): Manifest {
  return JSON.parse(JSON.stringify(object)) as Manifest;
}

function readable(error: unknown): Error {
  return error instanceof UsageError ? error : new UsageError(`--base cluster: ${messageOf(error)}`);
}

function messageOf(error: unknown): string {
  const body = error instanceof Error && 'body' in error ? error.body : undefined;
  const status = typeof body === 'string' ? parsed(body) : body;
  const message = typeof status === 'object' && status !== null && 'message' in status ? status.message : undefined;
  return typeof message === 'string' ? message : String(error instanceof Error ? error.message : error);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
