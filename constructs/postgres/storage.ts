import type { ClusterSpec, ClusterSpecStoragePvcTemplate } from '../../imports/postgresql.cnpg.io/cluster';
import type { QuantityInput } from '../../values/kubernetes/quantity';
import { InvalidValueError } from '../../values/text/invalid-value';
import type { Keys } from '../../values/text/keys';
import { compact, type Overrides } from '../base/overrides';
import { amount } from '../workload/resources';

/**
 * A volume of every instance. Volumes grow, they never shrink, and a change of the class is used by new replicas only.
 * @see https://cloudnative-pg.io/documentation/1.28/storage/
 */
export interface Storage {
  /** Size of the volume, for example `100Gi`. @default - what `pvcTemplate` requests; one of both is needed */
  readonly size?: QuantityInput;
  /**
   * StorageClass of the volume.
   * @default - the default class of the Kubernetes cluster
   */
  readonly storageClass?: string;
  /**
   * Whether the operator grows volumes that are in use when `size` rises.
   * @default true
   */
  readonly resizeInUse?: boolean;
  /**
   * Template of the claim, for what the two fields above cannot say (access modes, selectors).
   * @default - none
   */
  readonly pvcTemplate?: Overrides<ClusterSpecStoragePvcTemplate>;
}

/**
 * A tablespace: a further volume of every instance, and the PostgreSQL tablespace on it.
 * @see https://cloudnative-pg.io/documentation/1.28/tablespaces/
 */
export interface Tablespace {
  /** Name of the tablespace: a PostgreSQL identifier that does not start with `pg_`. It cannot be removed once created. */
  readonly name: string;
  /** Volume of the tablespace. */
  readonly storage: Storage;
  /**
   * Role that owns the tablespace.
   * @default - the superuser `postgres`
   */
  readonly owner?: string;
  /**
   * Whether PostgreSQL puts temporary files there.
   * @default false
   */
  readonly temporary?: boolean;
}

/** Keys of {@link Storage}. */
export const STORAGE_KEYS: Keys<Storage> = { size: true, storageClass: true, resizeInUse: true, pvcTemplate: true };

/** Keys of {@link Tablespace}. */
export const TABLESPACE_KEYS: Keys<Tablespace> = { name: true, storage: STORAGE_KEYS, owner: true, temporary: true };

/** A volume as CNPG's `storage`, `walStorage` and tablespaces take it. */
export function renderStorage(storage: Storage): NonNullable<Overrides<ClusterSpec>['storage']> {
  const { size, pvcTemplate } = storage;
  if (size === undefined && pvcTemplate?.resources?.requests?.storage === undefined) {
    throw new InvalidValueError('storage without a size: give one, such as 20Gi, or request it in pvcTemplate');
  }
  return {
    size: size && amount(size, 'storage', 'size of a volume').toString(),
    storageClass: storage.storageClass,
    resizeInUseVolumes: storage.resizeInUse,
    pvcTemplate: storage.pvcTemplate,
  };
}

/** A tablespace with the defaults of its list item written out: Argo CD would show them as drift. */
export function renderTablespace(tablespace: Tablespace): NonNullable<Overrides<ClusterSpec>['tablespaces']>[number] {
  return {
    name: tablespace.name,
    owner: compact({ name: tablespace.owner }),
    temporary: tablespace.temporary ?? false,
    storage: { ...renderStorage(tablespace.storage), resizeInUseVolumes: tablespace.storage.resizeInUse ?? true },
  };
}
