import type { ShapeName } from './shapes';

/** One moment of one alert, with what Prometheus has seen until then. */
export interface Case {
  readonly alert: string;
  readonly shape: ShapeName;
  /** What happens, in words. */
  readonly when: string;
  /** Values by series, one each `every`: `0+0x30`, `1 stale`. */
  readonly series: Readonly<Record<string, string>>;
  /** Time between two values, and between two evaluations. @default '1m' */
  readonly every?: string;
  /** When the alert is looked at, from the start. */
  readonly at: string;
  /** The alert as it then is, without the labels that all alerts of the cluster have; absent in a quiet case. */
  readonly fires?: { readonly labels?: Readonly<Record<string, string>>; readonly description: string };
}

/** A value that stays, for longer than any case lasts. */
export function steady(value: number): string {
  return `${value}+0x1500`;
}

/** A value for some steps, another one for some, and so on; the last one stays. `stale` is a target that is gone. */
export function steps(...parts: readonly (readonly [value: number | 'stale', steps: number])[]): string {
  return parts.map(([value, count]) => (value === 'stale' ? gone(count) : `${value}+0x${count - 1}`)).join(' ');
}

function gone(count: number): string {
  return count === 1 ? 'stale' : `stale _x${count - 1}`;
}

const PORT = { 'shop-db-1': '10.0.0.1:9187', 'shop-db-2': '10.0.0.2:9187', 'shop-db-3': '10.0.0.3:9187' } as const;
/** A pod of cluster shop-db. */
export type Pod = keyof typeof PORT;

/** Labels that the scrape of an instance adds. */
export function scraped(pod: Pod): Record<string, string> {
  return { container: 'postgres', endpoint: 'metrics', instance: PORT[pod], job: 'shop/shop-db-podmonitor', pod };
}

/** A series with its labels. */
export function selector(metric: string, labels: Readonly<Record<string, string>>): string {
  return `${metric}{${Object.entries(labels)
    .map(([name, value]) => `${name}="${value}"`)
    .join(',')}}`;
}

/** A series of an instance. */
export function on(pod: Pod, metric: string, labels: Readonly<Record<string, string>> = {}): string {
  return selector(metric, { namespace: 'shop', ...scraped(pod), ...labels });
}

/** Labels that the scrape of a pooler adds. */
export const POOLER_POD = {
  container: 'pgbouncer',
  endpoint: 'metrics',
  instance: '10.0.1.1:9127',
  job: 'shop/shop-db-pooler-rw-podmonitor',
  pod: 'shop-db-pooler-rw-6d4f9c7b8-x2x4z',
} as const;

/** A series of a pod of pooler shop-db-pooler-rw. */
export function onPooler(metric: string, labels: Readonly<Record<string, string>> = {}): string {
  return selector(metric, { namespace: 'shop', ...POOLER_POD, ...labels });
}

/** A series of a volume. */
export function volume(claim: string, metric: string): string {
  return selector(metric, { namespace: 'shop', persistentvolumeclaim: claim, node: 'node-1' });
}

export const AVAILABLE = 'kubelet_volume_stats_available_bytes';
export const CAPACITY = 'kubelet_volume_stats_capacity_bytes';
export const CREATED = 'kube_persistentvolumeclaim_created';

/** Three instances that answer, the first of them the primary. */
export const ROLES: Readonly<Record<string, string>> = {
  [on('shop-db-1', 'cnpg_collector_up', { cluster: 'shop-db' })]: steady(1),
  [on('shop-db-2', 'cnpg_collector_up', { cluster: 'shop-db' })]: steady(1),
  [on('shop-db-3', 'cnpg_collector_up', { cluster: 'shop-db' })]: steady(1),
  [on('shop-db-1', 'cnpg_pg_replication_in_recovery')]: steady(0),
  [on('shop-db-2', 'cnpg_pg_replication_in_recovery')]: steady(1),
  [on('shop-db-3', 'cnpg_pg_replication_in_recovery')]: steady(1),
  [on('shop-db-1', 'cnpg_synchronous_standbys_attached')]: steady(1),
};
