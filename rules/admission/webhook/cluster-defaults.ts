import { isObject, type Json, put } from '../../../manifests/object/json';
import { list, record, text } from '../../../manifests/object/manifest';
import { parseGoBoolean } from '../server/go-values';
import { ClusterView } from './cluster-view';
import { pingerOf } from './liveness-pinger';
import { completeParameters } from './postgres-configuration';

/**
 * Completes a Cluster as CNPG's mutating webhook does, in place.
 *
 * @param keepFixed - as for the object of the request; the object that an update replaces is completed without
 * @param image - for a cluster that names none
 */
export function defaultCluster(object: Json, keepFixed: boolean, image: string): void {
  const spec = section(object, 'spec');
  if (empty(spec.imageName) && !isObject(spec.imageCatalogRef)) spec.imageName = image;
  defaultBootstrap(section(spec, 'bootstrap'));
  const affinity = section(spec, 'affinity');
  if (affinity.enablePodAntiAffinity !== false && empty(affinity.podAntiAffinityType)) {
    affinity.podAntiAffinityType = 'preferred';
  }
  if (isObject(spec.backup) && empty(spec.backup.target)) spec.backup.target = 'prefer-standby';
  defaultParameters(object, spec, keepFixed);
  if (empty(spec.logLevel)) spec.logLevel = 'info';
  // The operator of this version adds its own queries only where its configuration names them, and an empty section
  // in any case.
  if (record(spec.monitoring).disableDefaultQueries !== true) section(spec, 'monitoring');
  defaultSlots(section(spec, 'replicationSlots'));
  defaultTablespaces(object);
  defaultSynchronous(object, spec);
  defaultProbes(object, spec);
}

function section(parent: Json, key: string): Json {
  const given = parent[key];
  if (isObject(given)) return given;
  const made: Json = {};
  put(parent, key, made);
  return made;
}

function empty(value: unknown): boolean {
  return (text(value) ?? '') === '';
}

function setEmpty(object: Json, key: string, value: unknown): void {
  if (empty(object[key]) && !empty(value)) object[key] = value;
}

function defaultBootstrap(bootstrap: Json): void {
  const other = isObject(bootstrap.recovery) ? bootstrap.recovery : bootstrap.pg_basebackup;
  if (isObject(other)) {
    setEmpty(other, 'database', 'app');
    setEmpty(other, 'owner', other.database);
    return;
  }
  const initdb = section(bootstrap, 'initdb');
  if (record(initdb.import).type !== 'monolith') setEmpty(initdb, 'database', 'app');
  setEmpty(initdb, 'owner', initdb.database);
  setEmpty(initdb, 'encoding', 'UTF8');
  setEmpty(initdb, 'localeCollate', 'C');
  setEmpty(initdb, 'localeCType', 'C');
}

function defaultParameters(object: Json, spec: Json, keepFixed: boolean): void {
  const view = new ClusterView(object);
  if (view.major === undefined) return;
  const { parameters, isReplica, archivingOff } = view;
  section(spec, 'postgresql').parameters = completeParameters({ parameters, isReplica, archivingOff, keepFixed });
}

function defaultSlots(slots: Json): void {
  if (!isObject(slots.highAvailability)) slots.highAvailability = { enabled: true, slotPrefix: '_cnpg_' };
  if (!isObject(slots.synchronizeReplicas)) slots.synchronizeReplicas = { enabled: true };
}

function defaultTablespaces(object: Json): void {
  const view = new ClusterView(object);
  const owner = ['recovery', 'pg_basebackup', 'initdb'].map((method) => view.text(`bootstrap.${method}.owner`));
  const name = owner.find((candidate) => candidate !== '') ?? 'postgres';
  for (const tablespace of list(view.get('tablespaces'))) {
    if (isObject(tablespace)) setEmpty(section(tablespace, 'owner'), 'name', name);
  }
}

function defaultSynchronous(object: Json, spec: Json): void {
  const { synchronous } = record(spec.postgresql);
  if (!isObject(synchronous)) return;
  setEmpty(synchronous, 'dataDurability', 'required');
  const annotation = new ClusterView(object).annotation('alpha.cnpg.io/failoverQuorum');
  const wanted = annotation === undefined ? undefined : parseGoBoolean(annotation);
  if (wanted !== undefined) synchronous.failoverQuorum = wanted;
}

function defaultProbes(object: Json, spec: Json): void {
  const liveness = section(section(spec, 'probes'), 'liveness');
  if (isObject(liveness.isolationCheck)) return;
  const annotation = new ClusterView(object).annotation('alpha.cnpg.io/livenessPinger');
  const pinger = annotation === undefined ? undefined : pingerOf(annotation);
  liveness.isolationCheck =
    pinger === undefined || typeof pinger === 'string'
      ? { enabled: true, requestTimeout: 1000, connectionTimeout: 1000 }
      : pinger;
}
