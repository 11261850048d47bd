import { instancesOf, knownMajorOf } from '../../manifests/cnpg/cluster-traits';
import { at, list, type Manifest, record, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { inMilliseconds } from '../../manifests/postgres/parameters';
import { parameterOf } from '../../manifests/postgres/server-parameters';
import { CLUSTER_LABEL } from '../../values/cnpg/cnpg-metadata';
import type { JudgedTarget } from '../../values/cnpg/target';
import type { Objectives } from '../../values/declarations/objectives';
import { type AssumedPlatform, platformOf } from './platform';

/** A Cluster with objectives, and everything that proves them. */
export interface PromisingCluster {
  readonly cluster: Manifest;
  readonly objectives: Objectives;
  readonly index: Index;
  readonly target: JudgedTarget;
  readonly platform: AssumedPlatform;
  readonly instances: number;
}

export function subjectOf(
  cluster: Manifest,
  objectives: Objectives,
  index: Index,
  target: JudgedTarget,
): PromisingCluster {
  return {
    cluster,
    objectives,
    index,
    target,
    platform: platformOf(objectives, index),
    instances: instancesOf(cluster),
  };
}

/** A number of seconds in the spec, or CNPG's default. */
export function secondsAt({ cluster }: PromisingCluster, path: string, byDefault: number): number {
  const given = at(cluster, path);
  return typeof given === 'number' ? given : byDefault;
}

/** A parameter of time in seconds, as PostgreSQL would read it; undefined if it is off or invalid. */
export function parameterSeconds({ cluster }: PromisingCluster, name: string): number | undefined {
  const value = parameterOf(cluster, name);
  const milliseconds = value === undefined ? undefined : inMilliseconds(knownMajorOf(cluster) ?? '17', name, value);
  return milliseconds === undefined ? undefined : milliseconds / 1000;
}

export const ZONE = 'topology.kubernetes.io/zone';
export const HOST = 'kubernetes.io/hostname';

/** Whether the scheduler puts at most one instance into a domain and leaves the others pending. */
export function isApart({ cluster }: Pick<PromisingCluster, 'cluster'>, topologyKey: string): boolean {
  const affinity = record(at(cluster, 'spec.affinity'));
  if (affinity.enablePodAntiAffinity === false) return false;
  return affinity.podAntiAffinityType === 'required' && (text(affinity.topologyKey) || HOST) === topologyKey;
}

/**
 * The constraint that spreads the instances evenly over a kind of domain, if it is enforced. CNPG passes it on unchanged: without a
 * selector it counts no pods at all, and with another's it spreads theirs.
 */
export function evenSpread(
  { cluster }: Pick<PromisingCluster, 'cluster'>,
  topologyKey: string,
): { readonly minDomains: number } | undefined {
  const found = list(at(cluster, 'spec.topologySpreadConstraints'))
    .map(record)
    .find(
      (each) =>
        each.topologyKey === topologyKey &&
        each.whenUnsatisfiable === 'DoNotSchedule' &&
        each.maxSkew === 1 &&
        record(at(each, 'labelSelector.matchLabels'))[CLUSTER_LABEL] === cluster.metadata.name,
    );
  return found && { minDomains: typeof found.minDomains === 'number' ? found.minDomains : 1 };
}

/** `1m30s` reads worse than `90 s` in a sum. */
export function s(seconds: number): string {
  return `${Math.round(seconds * 10) / 10} s`;
}

/** `1 day`, `30 days`. */
export function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
