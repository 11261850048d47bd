import { synchronyOf } from '../../manifests/cnpg/cluster-traits';
import { archivingBarmanCloud, ownStoreReferences } from '../../manifests/cnpg/plugins';
import { Kind } from '../../manifests/object/kinds';
import { at, namespaceOf, text } from '../../manifests/object/manifest';
import { satisfies } from '../../values/cnpg/version';
import { Quantity } from '../../values/kubernetes/quantity';
import { attempt } from '../../values/text/invalid-value';
import type { Assumption } from './claim';
import { FUTURE_REFUSED_IN, RESTORE_CALLS } from './measurements';
import { count, type PromisingCluster, s } from './promising-cluster';

/** Calls of `restore_command` for which writes wait. */
export interface RestoreCalls {
  readonly history: number;
  readonly segment: number;
}

/** How a cluster restores WAL. */
export interface Restorer {
  /** Starts at once in a call for a segment. */
  readonly maxParallel: number;
  /** Cores that these starts share. */
  readonly cores: number;
  /** Cores of them that the scheduler guarantees. */
  readonly guaranteed: number;
}

const NONE: RestoreCalls = { history: 0, segment: 0 };

/** Undefined if no standby restores WAL with `barman-cloud-wal-restore`. */
export function restorerOf({ cluster, index, platform }: PromisingCluster): Restorer | undefined {
  const own = cpuAt(cluster, 'spec.resources');
  const inTree = at(cluster, 'spec.backup.barmanObjectStore');
  if (inTree !== undefined && inTree !== null) {
    return { maxParallel: parallelOf(inTree), ...shared(own.request, own.limit, platform.sidecarCores) };
  }
  if (archivingBarmanCloud(cluster) === undefined) return undefined;
  const [reference] = ownStoreReferences(cluster);
  const store = reference && index.get(Kind.OBJECT_STORE, namespaceOf(cluster), reference.store);
  const sidecar = cpuAt(store, 'spec.instanceSidecarConfiguration.resources');
  // PostgreSQL waits for the call meanwhile, so its CPU request is available to the other container of its pod.
  const cores = shared(own.request + sidecar.request, sidecar.limit, platform.sidecarCores);
  return { maxParallel: parallelOf(at(store, 'spec.configuration')), ...cores };
}

function shared(requested: number, limit: number, free: number): Pick<Restorer, 'cores' | 'guaranteed'> {
  return { cores: Math.min(Math.max(requested, free), limit), guaranteed: Math.min(requested, limit) };
}

function parallelOf(configuration: unknown): number {
  const given = at(configuration, 'wal.maxParallel');
  return typeof given === 'number' ? Math.max(1, given) : 1;
}

/** Calls for which writes wait: those of the follower only if commits wait for it. */
export function callsAfter(subject: PromisingCluster, event: 'failover' | 'restart'): RestoreCalls {
  const { promoted, restarted } = RESTORE_CALLS;
  const isOld = satisfies(subject.target.operator, `<${FUTURE_REFUSED_IN}`);
  const follower = isOld ? RESTORE_CALLS.followerBefore : RESTORE_CALLS.follower;
  const waits = synchronyOf(subject.cluster)?.required === true;
  if (subject.instances < 2) return NONE;
  if (event === 'restart') return waits ? restarted : NONE;
  if (!waits) return promoted;
  return { history: promoted.history + follower.history, segment: promoted.segment + follower.segment };
}

/** Seconds that calls take, one after the other; a call of several starts shares the cores. */
export function secondsOf({ history, segment }: RestoreCalls, restorer: Restorer, cost: number): number {
  const call = (starts: number) => (cost * Math.max(1, starts)) / Math.min(restorer.cores, Math.max(1, starts));
  return history * call(1) + segment * call(restorer.maxParallel);
}

/** What restoring WAL adds to an outage, in seconds; 0 without an archive. */
export function restoreSeconds(subject: PromisingCluster, event: 'failover' | 'restart' = 'failover'): number {
  const restorer = restorerOf(subject);
  return restorer === undefined ? 0 : secondsOf(callsAfter(subject, event), restorer, subject.platform.restoreCall);
}

/** How it is computed; nothing without an archive. */
export function restoreSteps(subject: PromisingCluster): string[] {
  const restorer = restorerOf(subject);
  const { history, segment } = callsAfter(subject, 'failover');
  if (restorer === undefined || history === 0) return [];
  const each = (calls: RestoreCalls) => s(secondsOf(calls, restorer, subject.platform.restoreCall));
  const who =
    segment > RESTORE_CALLS.promoted.segment
      ? 'the promoted standby and the one that follows it, for which commits wait, call'
      : 'the promoted standby calls';
  return [
    `${who} restore_command: ${history} × ${each({ history: 1, segment: 0 })} for history files + ${segment} × ${each({ history: 0, segment: 1 })} for segments (wal.maxParallel ${restorer.maxParallel} on ${cores(restorer.cores)}) = ${s(restoreSeconds(subject))}`,
  ];
}

/** The assumptions about the cost of the calls; none without an archive. */
export function restoreAssumptions(subject: PromisingCluster): Assumption[] {
  const restorer = restorerOf(subject);
  if (restorer === undefined || callsAfter(subject, 'failover').history === 0) return [];
  const cost: Assumption = {
    assumed: `one start of barman-cloud-wal-restore on a core of its own takes ${s(subject.platform.restoreCall)}, and the standbys lag by no segment`,
    otherwise: `a second more adds ${s(secondsOf(callsAfter(subject, 'failover'), restorer, 1))}: the drills failover and node-loss measure it, set platform.restoreCallMilliseconds`,
  };
  if (restorer.guaranteed >= restorer.cores) return [cost];
  const free: Assumption = {
    assumed: `each pod gets ${cores(restorer.cores)} for these calls, and requests ${cores(restorer.guaranteed)}`,
    otherwise: 'they take longer on a busy node: set the CPU request in the ObjectStore (sidecarResources)',
  };
  return [cost, free];
}

function cpuAt(manifest: unknown, path: string): { readonly request: number; readonly limit: number } {
  const limit = coresOf(at(manifest, `${path}.limits.cpu`));
  const request = coresOf(at(manifest, `${path}.requests.cpu`)) ?? limit ?? 0;
  return { request, limit: limit ?? Number.POSITIVE_INFINITY };
}

function coresOf(given: unknown): number | undefined {
  const quantity = typeof given === 'number' ? String(given) : text(given);
  const milli = quantity === undefined ? undefined : attempt(() => Quantity.parse(quantity).milliValue);
  return milli === undefined || milli <= 0n ? undefined : Number(milli) / 1000;
}

function cores(number: number): string {
  return count(Math.round(number * 100) / 100, 'core');
}
