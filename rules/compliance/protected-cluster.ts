import { knownMajorOf } from '../../manifests/cnpg/cluster-traits';
import { rolesOf } from '../../manifests/cnpg/database-roles';
import { namespacedName } from '../../manifests/object/identity';
import { at, type Manifest, record, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { isSameValue } from '../../manifests/postgres/parameters';
import { givenParameters, PARAMETERS, parameterOf } from '../../manifests/postgres/server-parameters';
import type { Target } from '../../values/cnpg/target';
import { COMPLIANCE_ANNOTATION, type Compliance } from '../../values/declarations/compliance';
import { parseCompliance, printCompliance } from '../../values/declarations/compliance-text';
import type { Evidence } from './verdict';

/** The path of the declaration. */
export const DECLARATION_PATH = `metadata.annotations["${COMPLIANCE_ANNOTATION}"]`;

/** A role that a Cluster manages, in its own list or through an object. */
export interface Role {
  readonly name: string;
  readonly manifest: Manifest;
  readonly path: string;
  readonly spec: Readonly<Record<string, unknown>>;
}

/** A Cluster with a declaration, and everything needed to judge it. */
export interface ProtectedCluster {
  readonly cluster: Manifest;
  readonly declared: Compliance;
  readonly index: Index;
  readonly target: Target;
  readonly now: Date;
  readonly roles: readonly Role[];
}

/** What a Cluster declares; undefined if it declares nothing. @throws InvalidValueError for an annotation that cannot be read */
export function complianceOf(cluster: Manifest): Compliance | undefined {
  const declared = text(record(cluster.metadata.annotations)[COMPLIANCE_ANNOTATION]);
  return declared === undefined ? undefined : parseCompliance(declared);
}

/** The roles that a Cluster must have: not those that it says are absent, and no DatabaseRole that an entry of its own overrides. */
export function declaredRolesOf(cluster: Manifest, index: Index): Role[] {
  return rolesOf(cluster, index)
    .filter(({ role }) => role.ensure !== 'absent')
    .map(({ role, name, manifest, path }) => ({ name, manifest, path, spec: role }));
}

/** `Cluster shop/shop-db`. */
export function subjectName(manifest: Manifest): string {
  return `${manifest.kind} ${namespacedName(manifest)}`;
}

/** The value at a path as findings write it: `spec.plugins[0].name`. */
export function fieldAt(manifest: Manifest, path: string): unknown {
  return at(manifest, path.replaceAll(/\[(\d+)\]/g, '.$1'));
}

/** A field as evidence; a missing field is not evidence. */
export function fieldEvidence(manifest: Manifest, path: string): Evidence[] {
  const value = fieldAt(manifest, path);
  return value === undefined ? [] : [observed(manifest, path, printed(value))];
}

/** Something that follows from a field, in words. */
export function observed(manifest: Manifest, path: string, value: string): Evidence {
  return { object: subjectName(manifest), path, value, stated: false };
}

/** A part of the declaration that no manifest can show, by its path in the annotation. */
export function stated(subject: ProtectedCluster, path: string, key?: string): Evidence {
  return { ...wanted(subject, path, key), stated: true };
}

/** A part of the declaration that the manifests must satisfy. */
export function wanted({ cluster, declared }: ProtectedCluster, path: string, key?: string): Evidence {
  const group = at(JSON.parse(printCompliance(declared)), path);
  const value = key === undefined ? group : record(group)[key];
  const full = key === undefined ? path : `${path}["${key}"]`;
  return observed(cluster, `${DECLARATION_PATH} ${full}`, printed(value));
}

/** A parameter as evidence: the given value or the default. */
export function parameter({ cluster }: ProtectedCluster, name: string): Evidence {
  const given = givenParameters(cluster)[name];
  const value = given ?? `${parameterOf(cluster, name) ?? ''} (default)`;
  return observed(cluster, `${PARAMETERS}.${name}`, value);
}

/** Whether the given or default value of a parameter is the required one. */
export function isSet({ cluster }: Pick<ProtectedCluster, 'cluster'>, name: string, wanted: string): boolean {
  return isSameValue(knownMajorOf(cluster) ?? '17', name, parameterOf(cluster, name) ?? '', wanted);
}

function printed(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
