import { remember } from '../../values/collections/remember';
import { field, type Json } from './json';
import { KUSTOMIZE_GROUP } from './kinds';

/** A Kubernetes object as plain data, after rendering or after reading YAML. Its content is untrusted and may be malformed. */
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

/** `postgresql.cnpg.io/Cluster`, `apps/Deployment`; kinds of the core group have no prefix: `Service`. */
export type GroupKind = string;

/** The API group of an apiVersion; the core group is the empty string. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** Group and kind of a manifest, without the version, as used in identities. */
export function groupKindOf(manifest: Pick<Manifest, 'apiVersion' | 'kind'>): GroupKind {
  const group = groupOf(manifest.apiVersion);
  return group === '' ? manifest.kind : `${group}/${manifest.kind}`;
}

/** The namespace in which `kubectl apply` without `-n` would create the object. Cluster-scoped objects have none in their manifests. */
export function namespaceOf(manifest: Manifest): string {
  return text(manifest.metadata.namespace) ?? 'default';
}

// Readers for untrusted content: a value of the wrong type reads as absent, and the schema stage reports it.

/** Whether it is a kustomization, a file for kustomize that has neither name nor namespace. */
export function isKustomization({ apiVersion }: Pick<Manifest, 'apiVersion'>): boolean {
  return groupOf(apiVersion) === KUSTOMIZE_GROUP;
}

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

/** Rules read the same paths of every object, so each path is parsed only once. */
export const stepsOf = remember((path): readonly string[] => path.split('.'));

/** The value at a dotted path (`spec.plugins.0.name`), or undefined if the path does not exist. */
export function at(value: unknown, path: string): unknown {
  const steps = stepsOf(path);
  let here: unknown = value;
  for (let i = 0; i < steps.length; i += 1) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = field(here as Json, steps[i] as string);
  }
  return here;
}

const GROUP_OF_CNPG = /(?:^|\.)cnpg\.io$/;

/** Whether an object is of the operator, or of one of CNPG's plugins. */
export function isOfCnpgGroup({ apiVersion }: Pick<Manifest, 'apiVersion'>): boolean {
  return GROUP_OF_CNPG.test(groupOf(apiVersion));
}
