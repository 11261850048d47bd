import { type QuantityOf, quantityKind } from '../../values/kubernetes/plausible-quantity';
import { Kind, WORKLOAD_KINDS } from '../object/kinds';
import { at, groupKindOf, list, type Manifest, record } from '../object/manifest';
import { containersOf, podPathOf } from './workload';

/** Kinds in which users give amounts of CPU, memory or storage. */
export const KINDS_WITH_AMOUNTS = [
  ...WORKLOAD_KINDS,
  Kind.CLUSTER,
  Kind.OBJECT_STORE,
  Kind.PERSISTENT_VOLUME_CLAIM,
  Kind.POD,
  Kind.POOLER,
] as const;

/** The requests and limits of one container or one volume. */
export interface AmountsOf {
  /** Path of the stanza with `requests` and `limits`. */
  readonly path: string;
  readonly requests: Readonly<Record<string, unknown>>;
  readonly limits: Readonly<Record<string, unknown>>;
}

interface Field {
  readonly path: string;
  readonly value: unknown;
}

/** Every `resources` stanza of an object, including those of its volume claims. */
export function resourcesOf(manifest: Manifest): AmountsOf[] {
  const claims = items(manifest, 'spec.volumeClaimTemplates', 'spec.resources');
  return [...stanzasOf(manifest), ...claims].map(({ path, value }) => {
    const { requests, limits } = record(value);
    return { path, requests: record(requests), limits: record(limits) };
  });
}

function stanzasOf(manifest: Manifest): Field[] {
  switch (groupKindOf(manifest)) {
    case Kind.CLUSTER:
    case Kind.PERSISTENT_VOLUME_CLAIM:
      return [field(manifest, 'spec.resources')];
    case Kind.OBJECT_STORE:
      return [field(manifest, 'spec.instanceSidecarConfiguration.resources')];
    default:
      return containersOf(manifest).map(({ path, fields }) => ({ path: `${path}.resources`, value: fields.resources }));
  }
}

function field(manifest: Manifest, path: string): Field {
  return { path, value: at(manifest, path) };
}

/** A field of each item of a list. */
function items(manifest: Manifest, path: string, name: string): Field[] {
  return list(at(manifest, path)).map((item, index) => ({ path: `${path}[${index}].${name}`, value: at(item, name) }));
}

/** One amount, and what it measures. */
export interface Amount {
  readonly path: string;
  readonly value: unknown;
  readonly of: QuantityOf;
}

/** Every amount of CPU, memory or storage anywhere in an object. */
export function amountsOf(manifest: Manifest): Amount[] {
  const amounts: Amount[] = [];
  const bound = isBound(manifest);
  for (const { path, ...sides } of resourcesOf(manifest)) {
    for (const side of ['requests', 'limits'] as const) {
      for (const name of Object.keys(sides[side])) {
        const of = bound ? 'scratch' : quantityKind(name);
        if (of !== undefined) amounts.push({ path: `${path}.${side}.${name}`, value: sides[side][name], of });
      }
    }
  }
  const of = groupKindOf(manifest) === Kind.CLUSTER ? 'storage' : 'scratch';
  for (const { path, value } of sizesOf(manifest)) amounts.push({ path, value, of });
  return amounts;
}

/** A claim on an existing volume, which has its own size. */
function isBound(manifest: Manifest): boolean {
  const { volumeName, storageClassName } = record(manifest.spec);
  return (
    groupKindOf(manifest) === Kind.PERSISTENT_VOLUME_CLAIM && (volumeName !== undefined || storageClassName === '')
  );
}

const SIZES = [
  'spec.storage.size',
  'spec.walStorage.size',
  'spec.ephemeralVolumesSizeLimit.shm',
  'spec.ephemeralVolumesSizeLimit.temporaryData',
] as const;

function sizesOf(manifest: Manifest): Field[] {
  return groupKindOf(manifest) === Kind.CLUSTER
    ? [...SIZES.map((path) => field(manifest, path)), ...items(manifest, 'spec.tablespaces', 'storage.size')]
    : items(manifest, `${podPathOf(manifest)}.volumes`, 'emptyDir.sizeLimit');
}
