import { HIBERNATION_ANNOTATION } from '../../values/cnpg/cnpg-metadata';
import { ImageReference, isPostgresMajor, type PostgresMajor } from '../../values/cnpg/image';
import { remember } from '../../values/collections/remember';
import { Quantity } from '../../values/kubernetes/quantity';
import { attempt } from '../../values/text/invalid-value';
import { at, type Manifest, record, text } from '../object/manifest';
import { DEFAULT_IMAGE } from '../releases/operator-releases';

/** The major of the image that CNPG uses if a Cluster names none, since 1.27.2 and 1.28.0. */
const DEFAULT_MAJOR = ImageReference.parse(DEFAULT_IMAGE).postgres?.major;

/** The number of instances of a Cluster or a Pooler; 1 by default. */
export function instancesOf(manifest: Manifest): number {
  const instances = at(manifest, 'spec.instances');
  return typeof instances === 'number' && Number.isFinite(instances) ? instances : 1;
}

/** The PostgreSQL major that a Cluster runs; undefined if only the image itself tells. */
export function majorOf(cluster: Manifest): number | undefined {
  const { imageName, imageCatalogRef } = record(at(cluster, 'spec'));
  if (imageCatalogRef !== undefined && imageCatalogRef !== null) {
    const { major } = record(imageCatalogRef);
    return typeof major === 'number' ? major : undefined;
  }
  const image = text(imageName);
  if (image === undefined || image === '') return DEFAULT_MAJOR;
  return imageMajor(image);
}

const imageMajor = remember((image): number | undefined => attempt(() => ImageReference.parse(image))?.postgres?.major);

/** The major, if its parameters are known here. */
export function knownMajorOf(cluster: Manifest): PostgresMajor | undefined {
  const major = String(majorOf(cluster));
  return isPostgresMajor(major) ? major : undefined;
}

/** Whether a Cluster follows another one: a replica cluster, standalone or in a distributed topology. */
export function isReplicaCluster(cluster: Manifest): boolean {
  const replica = at(cluster, 'spec.replica');
  if (typeof replica !== 'object' || replica === null) return false;
  const { enabled, primary, self } = record(replica);
  return typeof enabled === 'boolean'
    ? enabled
    : (text(self) || at(cluster, 'metadata.name')) !== (text(primary) ?? '');
}

/** `cnpg.io/hibernation: "on"`: the instances are gone, the volumes are kept. */
export function isHibernated(cluster: Manifest): boolean {
  return record(cluster.metadata.annotations)[HIBERNATION_ANNOTATION] === 'on';
}

/** Synchronous replication as declared. */
export interface Synchrony {
  readonly number: number;
  /** Whether commits wait when no standby is available. */
  readonly required: boolean;
  readonly failoverQuorum: boolean;
}

/** Undefined if commits do not wait for a standby. */
export function synchronyOf(cluster: Manifest): Synchrony | undefined {
  const { number, dataDurability, failoverQuorum } = record(at(cluster, 'spec.postgresql.synchronous'));
  if (typeof number !== 'number') return undefined;
  return { number, required: dataDurability !== 'preferred', failoverQuorum: failoverQuorum === true };
}

/** The memory that the scheduler guarantees, and the limit at which the kernel kills. Kubernetes takes a missing request from the limit. */
export function memoryOf(cluster: Manifest): {
  readonly request: number | undefined;
  readonly limit: number | undefined;
} {
  const limit = bytesOf(at(cluster, 'spec.resources.limits.memory'));
  return { request: bytesOf(at(cluster, 'spec.resources.requests.memory')) ?? limit, limit };
}

/** A quantity in bytes; undefined if it is not a quantity. */
export function bytesOf(quantity: unknown): number | undefined {
  const given = typeof quantity === 'number' ? String(quantity) : text(quantity);
  return given === undefined ? undefined : parsedBytes(given);
}

const parsedBytes = remember((quantity): number | undefined => attempt(() => Quantity.parse(quantity).bytes));
