import { ownerByLabel } from '../../manifests/flux/flux';
import type { Manifest } from '../../manifests/object/manifest';
import { UsageError } from '../cli/usage-error';
import type { Kubeconfig } from '../kube/client-library';
import { ForbiddenError } from '../kube/forbidden-error';
import { KubeError } from '../kube/kube-port';
import { ifThere, kubeRequest } from '../kube/kube-request';
import { loadKubeconfig } from '../kube/kubeconfig';
import type { LiveClient } from './live';

/** As the engine's own: a field that it applied before and that is no longer in the manifest goes in the dry run too. */
function fieldManager(live: Manifest | undefined): string {
  return live && ownerByLabel(live) !== undefined ? 'kustomize-controller' : 'argocd-controller';
}

const TIMEOUT_MILLISECONDS = 60_000;
/** The object itself is what the server refuses, not the request. */
const REFUSALS = new Set([400, 403, 409, 422]);

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

type Send = (method: string, path: string, body?: unknown, type?: string) => Promise<string>;

/**
 * A client of the cluster of the current context in KUBECONFIG or ~/.kube/config.
 * @param asker - what the user wrote, with which messages begin
 * @param context - of the kubeconfig @default - the current one
 * @throws UsageError where there is none, and where it cannot be read
 */
export async function kubeconfigClient(asker = '--base cluster', context?: string): Promise<LiveClient> {
  const tell = teller(asker);
  const send = sender(await loadKubeconfig(context), asker);
  const pathOf = paths(send, tell);
  return {
    async read(manifest) {
      const path = await pathOf(manifest);
      const text = path === undefined ? undefined : await ifThere(send('GET', path)).catch(tell);
      return text === undefined ? undefined : (JSON.parse(text) as Manifest);
    },
    async dryRun(manifest, live) {
      const path = await pathOf(manifest);
      if (path === undefined) return manifest;
      const query = new URLSearchParams({ dryRun: 'All', fieldManager: fieldManager(live), force: 'true' });
      try {
        const text = await ifThere(send('PATCH', `${path}?${query}`, manifest, 'application/apply-patch+yaml'));
        // Its namespace comes with the same change.
        return text === undefined ? manifest : (JSON.parse(text) as Manifest);
      } catch (error) {
        if (error instanceof KubeError && REFUSALS.has(error.code ?? 0)) return { refused: error.reason };
        return tell(error);
      }
    },
    async list(apiVersion, kind, namespace) {
      const path = await pathOf({ apiVersion, kind, metadata: { namespace } });
      const text = path === undefined ? undefined : await ifThere(send('GET', path)).catch(tell);
      const { items } = JSON.parse(text ?? '{"items":[]}') as { readonly items: readonly Manifest[] };
      return items.map((item) => ({ ...item, apiVersion, kind }));
    },
  };
}

function sender(config: Kubeconfig, asker: string): Send {
  return async (method, path, body, type) => {
    try {
      return await kubeRequest(config, { method, path, body, type, timeout: TIMEOUT_MILLISECONDS });
    } catch (error) {
      if (!(error instanceof KubeError) || error.code !== undefined) throw error;
      throw new UsageError(`${asker}: ${config.getCurrentCluster()?.server} gives no answer: ${error.reason}`);
    }
  };
}

/** Where the server keeps objects: that of a name, or all of a kind. Undefined for a kind that it does not know, which may come with the same change. */
function paths(send: Send, tell: (error: unknown) => never) {
  const known = new Map<string, Promise<readonly Resource[]>>();
  const resources = async (root: string) => {
    const text = await ifThere(send('GET', root)).catch(tell);
    return (JSON.parse(text ?? '{"resources":[]}') as { readonly resources: readonly Resource[] }).resources;
  };
  return async ({ apiVersion, kind, metadata }: Pick<Manifest, 'apiVersion' | 'kind' | 'metadata'>) => {
    const root = `/${apiVersion.includes('/') ? 'apis' : 'api'}/${apiVersion}`;
    const asked = known.get(root) ?? resources(root);
    known.set(root, asked);
    const found = (await asked).find((each) => each.kind === kind && !each.name.includes('/'));
    if (found === undefined) return undefined;
    const namespace = found.namespaced ? `/namespaces/${encodeURIComponent(metadata.namespace ?? 'default')}` : '';
    const name = metadata.name === undefined ? '' : `/${encodeURIComponent(metadata.name)}`;
    return `${root}${namespace}/${found.name}${name}`;
  };
}

function teller(asker: string) {
  return (error: unknown): never => {
    if (error instanceof UsageError) throw error;
    const reason = error instanceof KubeError ? error.reason : error instanceof Error ? error.message : error;
    const message = `${asker}: ${reason}`;
    if (error instanceof KubeError && error.code === 403) throw new ForbiddenError(message, error.reason);
    throw new UsageError(message);
  };
}
