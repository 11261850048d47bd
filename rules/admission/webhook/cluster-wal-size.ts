import { show } from '../../../manifests/object/json';
import { PARAMETERS } from '../../../manifests/postgres/server-parameters';
import type { Quantity } from '../../../values/kubernetes/quantity';
import { SIZE } from './cluster-parameters';
import type { ClusterView } from './cluster-view';
import { postgresSize } from './postgres-size';
import { isZero } from './quantity';
import { storageSize } from './storage-size';
import type { ClusterRule } from './webhook-rule';

const DEFAULTS = { min_wal_size: '80MB', max_wal_size: '1GB' } as const;
type WalSize = keyof typeof DEFAULTS;

/** min_wal_size, max_wal_size and the WAL volume. */
export const walSizeRules: readonly ClusterRule[] = [
  isSize('cluster-min-wal-size', 'min_wal_size'),
  isSize('cluster-max-wal-size', 'max_wal_size'),
  {
    id: 'cluster-min-wal-size-below-max',
    says: 'min_wal_size is below max_wal_size',
    on: 'both',
    check(cluster, tell) {
      const [least, most] = [sizeOf(cluster, 'min_wal_size'), sizeOf(cluster, 'max_wal_size')];
      if (cluster.major === undefined || least === undefined || most === undefined) return;
      if (isZero(least) || isZero(most) || least.compareTo(most) < 0) return;
      const message = `is ${textOf(cluster, 'min_wal_size')}, not below max_wal_size, which is ${textOf(cluster, 'max_wal_size')}`;
      tell(`${PARAMETERS}.min_wal_size`, message, 'raise max_wal_size');
    },
  },
  fitsVolume('cluster-min-wal-size-volume', 'min_wal_size'),
  fitsVolume('cluster-max-wal-size-volume', 'max_wal_size'),
];

function isSize(id: string, name: WalSize): ClusterRule {
  return {
    id,
    says: `${name} is a size`,
    on: 'both',
    check(cluster, tell) {
      if (cluster.major === undefined || sizeOf(cluster, name) !== undefined) return;
      tell(`${PARAMETERS}.${name}`, `${show(textOf(cluster, name))} is not a PostgreSQL size`, SIZE);
    },
  };
}

function fitsVolume(id: string, name: WalSize): ClusterRule {
  return {
    id,
    says: `${name} is below the size of the WAL volume`,
    on: 'both',
    check(cluster, tell) {
      const given = (cluster.parameter(name) ?? '') !== '';
      const size = sizeOf(cluster, name);
      const volume = storageSize(cluster.get('walStorage'));
      if (cluster.major === undefined || !given || size === undefined || volume === undefined) return;
      if (isZero(size) || size.compareTo(volume) < 0) return;
      const message = `is ${textOf(cluster, name)}, but the WAL volume has ${volume}`;
      tell(`${PARAMETERS}.${name}`, message, 'lower it, or enlarge spec.walStorage');
    },
  };
}

function textOf(cluster: ClusterView, name: WalSize): string {
  return cluster.parameter(name) || DEFAULTS[name];
}

function sizeOf(cluster: ClusterView, name: WalSize): Quantity | undefined {
  return postgresSize(textOf(cluster, name));
}
