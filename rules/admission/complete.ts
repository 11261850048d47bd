import { copy, isObject, type Json } from '../../manifests/object/json';
import type { Manifest } from '../../manifests/object/manifest';
import { bareForm } from '../../manifests/object/watched';
import { defaultImage } from '../../manifests/releases/operator-releases';
import { DEFAULT_TARGET, type Target } from '../../values/cnpg/target';
import { applyDefaults, dropNulls } from './server/defaults';
import { type KnownKind, kindOf } from './server/facts';
import { fillLikeGo } from './server/go-fill';
import { settleMetadata } from './server/metadata-stage';
import { defaultCluster } from './webhook/cluster-defaults';

/** Kinds that CNPG completes with a webhook of its own. */
const MUTATED = new Set(['Cluster', 'Backup', 'ScheduledBackup', 'Database']);

export function isMutated({ group, kind }: KnownKind): boolean {
  return group === 'postgresql.cnpg.io' && MUTATED.has(kind);
}

/** What the server changes in an object before its webhooks see it, in place. */
export function applySchemaDefaults(object: Json, kind: KnownKind, mayHaveNulls = true): void {
  if (mayHaveNulls) {
    settleMetadata(object);
    dropNulls(object, kind.root);
  }
  applyDefaults(object, kind.root);
}

/** What CNPG's mutating webhook changes in an object that fits its Go types, in place. */
export function applyMutations(object: Json, kind: KnownKind, operator: string): void {
  if (!isMutated(kind)) return;
  fillLikeGo(bareForm(object), kind);
  if (kind.kind === 'Cluster') defaultCluster(object, true, defaultImage(operator));
  applyDefaults(bareForm(object), kind.root);
}

/**
 * The object as the cluster would store it: completed by the defaults of its schema and, for CNPG's kinds, by the operator's webhook. An
 * unknown kind is returned unchanged. The namespace is `default` if the manifest has none.
 */
export function complete(manifest: Manifest, target: Target = DEFAULT_TARGET): Manifest {
  const object = copy(manifest) as Json;
  const kind = kindOf(String(object.apiVersion), String(object.kind), target);
  if (kind === undefined) return object as unknown as Manifest;
  applySchemaDefaults(object, kind);
  applyMutations(object, kind, target.operator);
  if (kind.hasStatus) delete object.status;
  const { metadata } = object;
  if (kind.namespaced && isObject(metadata) && !metadata.namespace) metadata.namespace = 'default';
  return object as unknown as Manifest;
}
