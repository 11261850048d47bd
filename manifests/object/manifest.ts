import { remember } from '../../values/collections/remember';

/** A Kubernetes object as plain data, after rendering or after reading YAML. Its content is never trusted to be well formed. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  readonly [field: string]: unknown;
}

export interface Metadata {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** `postgresql.cnpg.io/Cluster`, `apps/Deployment`; kinds of the core group have no group: `Service`. */
export type GroupKind = string;

/** The API group of an apiVersion; the core group is the empty string. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** Group and kind of a manifest, without the version: what an identity is made of. */
export function groupKindOf(manifest: Pick<Manifest, 'apiVersion' | 'kind'>): GroupKind {
  const group = groupOf(manifest.apiVersion);
  return group === '' ? manifest.kind : `${group}/${manifest.kind}`;
}

/** The namespace in which `kubectl apply` without `-n` would put the object. Cluster-scoped kinds have none in their manifests. */
export function namespaceOf(manifest: Manifest): string {
  return text(manifest.metadata.namespace) ?? 'default';
}

// Readers for content that anybody may have written: a wrong type reads as absent, and the schema stage reports it.

export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The texts of a list. */
export function texts(value: unknown): string[] {
  return list(value).flatMap((each) => text(each) ?? []);
}

/** Rules ask for the same paths of every object: each is taken apart once. */
export const stepsOf = remember((path): readonly string[] => path.split('.'));

/** The value at a dotted path (`spec.plugins.0.name`), or undefined where the path leaves the object. */
export function at(value: unknown, path: string): unknown {
  let here: unknown = value;
  for (const step of stepsOf(path)) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Record<string, unknown>)[step];
  }
  return here;
}
