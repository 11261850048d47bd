import type { Manifest } from '../../manifests/object/manifest';
import type { Kubeconfig } from './client-library';
import { DRILL_KINDS, type DrillKind, type KubePort, type LogOptions, type ObjectRef } from './kube-port';
import { ifThere, kubeRequest } from './kube-request';

/** A request that a dying node or API server leaves without an answer must not hold up a drill. */
const TIMEOUT_MILLISECONDS = 5_000;

/**
 * The API server behind a kubeconfig. Manifests go as they are: the client's own typed calls rename fields (`from` of a NetworkPolicy is
 * `_from` there), and leave out without a word what is not renamed.
 */
export function kubeClient(config: Kubeconfig, timeout = TIMEOUT_MILLISECONDS): KubePort {
  const send = (method: string, path: string, body?: unknown, type?: string) =>
    kubeRequest(config, { method, path, body, type, timeout });
  return {
    context: config.getCurrentContext(),
    async read(ref) {
      return JSON.parse((await ifThere(send('GET', pathOf(ref)))) ?? 'null') ?? undefined;
    },
    async list(kind, namespace, labelSelector) {
      const query = new URLSearchParams({ labelSelector });
      const text = await ifThere(send('GET', `${folderOf(kind, namespace)}?${query}`));
      const { items } = JSON.parse(text ?? '{"items":[]}') as { items: Manifest[] };
      return items.map((item) => ({ ...item, apiVersion: DRILL_KINDS[kind].apiVersion, kind }));
    },
    async create(manifest) {
      const folder = folderOf(manifest.kind as DrillKind, manifest.metadata.namespace);
      // An unknown field of another version of the operator would otherwise be dropped without a word.
      await send('POST', `${folder}?fieldValidation=Strict`, manifest, 'application/json');
    },
    async patch(ref, patch, subresource) {
      const path = subresource === undefined ? pathOf(ref) : `${pathOf(ref)}/${subresource}`;
      await send('PATCH', path, patch, 'application/merge-patch+json');
    },
    async delete(ref) {
      const options = { kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy: 'Background' };
      await ifThere(send('DELETE', pathOf(ref), options, 'application/json'));
    },
    log: (namespace, pod, options) =>
      send('GET', `${pathOf({ kind: 'Pod', name: pod, namespace })}/log${queryOf(options)}`),
  };
}

function queryOf({ container, since, tail }: LogOptions = {}): string {
  const query = new URLSearchParams({
    ...(container !== undefined && { container }),
    ...(since !== undefined && { sinceTime: new Date(since).toISOString() }),
    ...(tail !== undefined && { tailLines: String(tail) }),
  });
  return query.size === 0 ? '' : `?${query}`;
}

function folderOf(kind: DrillKind, namespace?: string): string {
  const { apiVersion, plural, namespaced } = DRILL_KINDS[kind];
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  return namespaced ? `${root}/namespaces/${namespace}/${plural}` : `${root}/${plural}`;
}

function pathOf({ kind, name, namespace }: ObjectRef): string {
  return `${folderOf(kind, namespace)}/${encodeURIComponent(name)}`;
}
