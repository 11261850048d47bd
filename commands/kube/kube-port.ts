import type { Manifest } from '../../manifests/object/manifest';

/** The kinds that drills know, and where the API server keeps them. */
export const DRILL_KINDS = {
  Namespace: { apiVersion: 'v1', plural: 'namespaces', namespaced: false },
  Node: { apiVersion: 'v1', plural: 'nodes', namespaced: false },
  Pod: { apiVersion: 'v1', plural: 'pods', namespaced: true },
  ConfigMap: { apiVersion: 'v1', plural: 'configmaps', namespaced: true },
  Secret: { apiVersion: 'v1', plural: 'secrets', namespaced: true },
  Service: { apiVersion: 'v1', plural: 'services', namespaced: true },
  Event: { apiVersion: 'v1', plural: 'events', namespaced: true },
  EndpointSlice: { apiVersion: 'discovery.k8s.io/v1', plural: 'endpointslices', namespaced: true },
  Job: { apiVersion: 'batch/v1', plural: 'jobs', namespaced: true },
  NetworkPolicy: { apiVersion: 'networking.k8s.io/v1', plural: 'networkpolicies', namespaced: true },
  Cluster: { apiVersion: 'postgresql.cnpg.io/v1', plural: 'clusters', namespaced: true },
  Backup: { apiVersion: 'postgresql.cnpg.io/v1', plural: 'backups', namespaced: true },
  Pooler: { apiVersion: 'postgresql.cnpg.io/v1', plural: 'poolers', namespaced: true },
} as const;

export type DrillKind = keyof typeof DRILL_KINDS;

export interface ObjectRef {
  readonly kind: DrillKind;
  readonly name: string;
  /** @default - for kinds that have none */
  readonly namespace?: string;
}

export interface LogOptions {
  /** @default - the only one */
  readonly container?: string;
  /** Milliseconds since 1970. @default - from the beginning */
  readonly since?: number;
  /** Lines from the end. @default - all */
  readonly tail?: number;
}

/** What a drill asks of an API server. Every method throws {@link KubeError}. */
export interface KubePort {
  /** Name of the context in the kubeconfig. */
  readonly context: string;
  /** Undefined where there is no such object. */
  read(ref: ObjectRef): Promise<Manifest | undefined>;
  /** Empty where the API server does not know the kind. */
  list(kind: DrillKind, namespace: string | undefined, labelSelector: string): Promise<readonly Manifest[]>;
  create(manifest: Manifest): Promise<void>;
  /** A JSON merge patch: `null` removes a key. With `status`, of the subresource of that name. */
  patch(ref: ObjectRef, patch: Readonly<Record<string, unknown>>, subresource?: 'status'): Promise<void>;
  /** An object that is not there counts as deleted. */
  delete(ref: ObjectRef): Promise<void>;
  /** What a container of a pod has printed. */
  log(namespace: string, pod: string, options?: LogOptions): Promise<string>;
}

/** The API server refused a request, or did not answer it. */
export class KubeError extends Error {
  constructor(
    message: string,
    /** HTTP status; undefined where no answer came. */
    readonly code?: number,
    /** What the API server itself says, without the request. */
    readonly reason: string = message,
  ) {
    super(message);
    this.name = 'KubeError';
  }

  /** Whether the same request may succeed a moment later. */
  get isTransient(): boolean {
    return this.code === undefined || this.code === 409 || this.code === 429 || this.code >= 500;
  }
}
