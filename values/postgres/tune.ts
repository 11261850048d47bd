import type { Quantity } from '../kubernetes/quantity';
import { InvalidValueError, wholeNumber } from '../text/invalid-value';
import { checkOptions, type Keys, oneOf } from '../text/keys';
import { PROFILES, type TuneProfile } from './tune-profile';

/** What the pod of an instance has. */
export interface TuneResources {
  /** What an instance is guaranteed: the memory request, not the limit. */
  readonly memory: Quantity;
  /** Cores. */
  readonly cpu: Quantity;
  /** @default - 200 (oltp), 100 (mixed), 40 (analytics), fewer where memory is short: one for each 16 MiB */
  readonly maxConnections?: number;
}

/** The volumes of an instance. */
export interface TuneStorage {
  /** Of the data volume. */
  readonly size: Quantity;
  /** Of the volume for WAL alone. @default - WAL is on the data volume */
  readonly walSize?: Quantity;
  /** @default 'ssd' */
  readonly media?: 'ssd' | 'disk';
}

type Size = `${number}MB` | `${number}kB`;

/** Every name and value is PostgreSQL's own in all majors from 14 on. */
export interface TunedParameters {
  readonly checkpoint_timeout: `${number}min`;
  readonly default_statistics_target?: `${number}`;
  readonly effective_cache_size: `${number}MB`;
  readonly maintenance_work_mem: Size;
  readonly max_connections: `${number}`;
  readonly max_parallel_maintenance_workers: `${number}`;
  readonly max_parallel_workers: `${number}`;
  readonly max_parallel_workers_per_gather: `${number}`;
  readonly max_wal_size: `${number}MB`;
  readonly min_wal_size: `${number}MB`;
  readonly random_page_cost?: `${number}`;
  readonly shared_buffers: `${number}MB`;
  readonly wal_compression: 'on';
  readonly work_mem: Size;
}

const RESOURCES: Keys<TuneResources> = { memory: true, cpu: true, maxConnections: true };
const STORAGE: Keys<TuneStorage> = { size: true, walSize: true, media: oneOf({ ssd: true, disk: true }) };
const MEBIBYTE = 2 ** 20;
const LEAST_MEMORY = 256;
const LEAST_WAL = 128;
/** They come out of max_worker_processes, which CNPG sets to 32, and leave some to replication and extensions. */
const MOST_WORKERS = 24;
/** A hash may take twice work_mem: hash_mem_multiplier, 2 since PostgreSQL 15. */
const HASH_MULTIPLIER = 2;

/**
 * A starting configuration from what an instance has, the same for the same input. What all processes may take together stays
 * below three quarters of the memory; the rest is page cache, backends and the sidecar's.
 *
 * - `shared_buffers`: a quarter of memory, 15 % below 1 GiB
 *   (https://www.postgresql.org/docs/current/runtime-config-resource.html#GUC-SHARED-BUFFERS)
 * - `work_mem`: the profile's share of memory, over every connection and parallel worker, each with a hash of twice its size
 *   (https://www.postgresql.org/docs/current/runtime-config-resource.html#GUC-WORK-MEM)
 * - `maintenance_work_mem`: 1/32 of memory, at most 1 GB, as three autovacuum workers take it at a time, and before 17 none used
 *   more (https://www.postgresql.org/docs/16/runtime-config-resource.html#GUC-MAINTENANCE-WORK-MEM)
 * - `effective_cache_size`: shared buffers and page cache, 50 to 70 % of memory
 *   (https://www.postgresql.org/docs/current/runtime-config-query.html#GUC-EFFECTIVE-CACHE-SIZE)
 * - `max_wal_size`: half of a WAL volume or a tenth of the data volume, as it is a soft limit and slots and a failing archive keep more
 *   (https://www.postgresql.org/docs/current/wal-configuration.html); `min_wal_size` a quarter of it
 * - `max_parallel_…`: by cores (https://www.postgresql.org/docs/current/runtime-config-resource.html#GUC-MAX-PARALLEL-WORKERS)
 * - `random_page_cost`: 1.1 on solid state
 *   (https://www.postgresql.org/docs/current/runtime-config-query.html#GUC-RANDOM-PAGE-COST)
 * - `checkpoint_timeout`, `wal_compression`: fewer full pages in WAL, and smaller
 *   (https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-CHECKPOINT-TIMEOUT)
 *
 * @throws InvalidValueError for memory or storage with which nothing sound can be made
 */
export function tune(profile: TuneProfile, resources: TuneResources, storage: TuneStorage): TunedParameters {
  checkOptions('tune resources', resources, RESOURCES);
  checkOptions('tune storage', storage, STORAGE);
  const { connections, workShare, cacheShare, gatherShare, checkpointMinutes, statistics } = PROFILES[profile];
  const memory = megabytes(resources.memory);
  if (memory < LEAST_MEMORY) throw tooSmall('memory', resources.memory, `${LEAST_MEMORY}Mi`);
  const cores = Math.min(MOST_WORKERS, Math.max(1, Math.floor(Number(resources.cpu.milliValue) / 1000)));
  const most = wholeNumber(
    'maxConnections',
    resources.maxConnections ?? Math.min(connections, Math.floor(memory / 16)),
    1,
  );
  const processes = most + cores;
  const work = Math.floor((memory * 1024 * workShare) / (processes * HASH_MULTIPLIER));
  if (work < 64)
    throw tooSmall(`memory for ${most} connections`, resources.memory, `${leastMemory(processes, workShare)}Mi`);
  const wal = walMegabytes(profile, storage);
  return {
    checkpoint_timeout: `${checkpointMinutes}min`,
    ...(statistics !== undefined && { default_statistics_target: `${statistics}` as const }),
    effective_cache_size: `${Math.floor(memory * cacheShare)}MB`,
    maintenance_work_mem: sizeOf(Math.min(2 ** 20, Math.floor((memory * 1024) / 32))),
    max_connections: `${most}`,
    max_parallel_maintenance_workers: `${Math.min(4, Math.max(1, Math.floor(cores / 2)))}`,
    max_parallel_workers: `${cores}`,
    max_parallel_workers_per_gather: `${Math.min(8, Math.floor(cores * gatherShare))}`,
    max_wal_size: `${wal}MB`,
    min_wal_size: `${Math.floor(wal / 4)}MB`,
    ...((storage.media ?? 'ssd') === 'ssd' && { random_page_cost: '1.1' as const }),
    shared_buffers: `${Math.floor(memory * (memory < 1024 ? 0.15 : 0.25))}MB`,
    wal_compression: 'on',
    work_mem: sizeOf(work),
  };
}

function walMegabytes(profile: TuneProfile, { size, walSize }: TuneStorage): number {
  const [volume, share] = walSize === undefined ? [size, 0.1] : [walSize, 0.5];
  const room = Math.floor(megabytes(volume) * share);
  if (room < LEAST_WAL) throw tooSmall('storage for WAL', volume, `${Math.ceil(LEAST_WAL / share)}Mi`);
  return Math.min(room, PROFILES[profile].maxWalMegabytes);
}

function leastMemory(processes: number, share: number): number {
  return Math.ceil((64 * processes * HASH_MULTIPLIER) / (1024 * share));
}

function sizeOf(kilobytes: number): Size {
  return kilobytes < 1024 ? `${kilobytes}kB` : `${Math.floor(kilobytes / 1024)}MB`;
}

function megabytes(quantity: Quantity): number {
  return Math.floor(quantity.bytes / MEBIBYTE);
}

function tooSmall(what: string, given: Quantity, least: string): InvalidValueError {
  return new InvalidValueError(`${what} is ${given.toString()}: give at least ${least}`);
}
