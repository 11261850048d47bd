import type { ClusterSpec, ClusterSpecAffinity } from '../../imports/postgresql.cnpg.io/cluster';
import { CLUSTER_LABEL, POD_ROLE_LABEL } from '../../values/cnpg/cnpg-metadata';
import { wholeNumber } from '../../values/text/invalid-value';
import { type Keys, oneOf } from '../../values/text/keys';
import { compact, nonEmpty, type Overrides } from '../base/overrides';

/**
 * Synchronous replication: a commit is acknowledged when standbys have it.
 * @see https://cloudnative-pg.io/documentation/1.28/replication/#synchronous-replication
 */
export interface Synchronous {
  /** `any`: a quorum of standbys; `first`: the first ones of a list by priority. */
  readonly method: 'any' | 'first';
  /** How many standbys must have a commit: from 1 to less than the number of instances and outside standbys. */
  readonly number: number;
  /**
   * `required`: without enough standbys writes wait; `preferred`: they go on with fewer, and a failover may then lose commits.
   * @default 'required'
   */
  readonly dataDurability?: 'required' | 'preferred';
  /**
   * Whether a standby is promoted only if it is certain to have every acknowledged commit; `number` must then exceed the outside standbys.
   * @default true with `dataDurability: 'required'`, where `number` allows it
   * @see https://cloudnative-pg.io/documentation/1.28/failover/#failover-quorum-quorum-based-failover
   */
  readonly failoverQuorum?: boolean;
  /** Standbys outside this cluster, listed before its own; only with `required`. @default - none */
  readonly standbyNamesPre?: readonly string[];
  /** Standbys outside this cluster, listed after its own; only with `required`. @default - none */
  readonly standbyNamesPost?: readonly string[];
  /** How many of this cluster's standbys are listed. @default - all */
  readonly maxStandbyNamesFromCluster?: number;
}

/** Over which failure domains the instances are spread. */
export interface Spread {
  /** `zone`, `node`, or the label of the nodes that names the domain. */
  readonly across: 'zone' | 'node' | `${string}/${string}`;
  /** Whether an instance rather stays pending than share a domain unevenly. */
  readonly required: boolean;
}

/** Whether instances avoid each other's node. */
export interface AntiAffinity {
  /** Label of the nodes whose values must differ. @default 'kubernetes.io/hostname' */
  readonly topologyKey?: string;
  /** `required`: an instance rather stays pending; `preferred`: the scheduler tries. */
  readonly type: 'required' | 'preferred';
}

const TOPOLOGY_KEYS: Record<string, string> = {
  zone: 'topology.kubernetes.io/zone',
  node: 'kubernetes.io/hostname',
};

/** Keys of {@link Synchronous}. */
export const SYNCHRONOUS_KEYS: Keys<Synchronous> = {
  method: oneOf({ any: true, first: true }),
  number: true,
  dataDurability: oneOf({ required: true, preferred: true }),
  failoverQuorum: true,
  standbyNamesPre: true,
  standbyNamesPost: true,
  maxStandbyNamesFromCluster: true,
};
/** Keys of {@link Spread}. */
export const SPREAD_KEYS: Keys<Spread> = { across: true, required: true };
/** Keys of {@link AntiAffinity}. */
export const ANTI_AFFINITY_KEYS: Keys<AntiAffinity> = {
  topologyKey: true,
  type: oneOf({ required: true, preferred: true }),
};

/** What follows from the number of instances where nothing else is said: two lose a standby and go on, three can be asked for a quorum. */
export function defaultSynchronous(instances: number): Synchronous | undefined {
  if (instances < 2) return undefined;
  return instances === 2
    ? { method: 'any', number: 1, dataDurability: 'preferred' }
    : { method: 'any', number: 1, dataDurability: 'required' };
}

/** Instances on one node fail with it; one instance has nothing to avoid. */
export function defaultAntiAffinity(instances: number): AntiAffinity | undefined {
  return instances < 2 ? undefined : { type: 'required' };
}

/** Zones are used evenly where nodes have the label, and nothing waits where they have not. */
export function defaultSpread(instances: number): Spread | undefined {
  return instances < 2 ? undefined : { across: 'zone', required: false };
}

/** The `postgresql.synchronous` stanza. @throws InvalidValueError for a number that is not a whole one from 1. */
export function renderSynchronous(synchronous: Synchronous) {
  const durability = synchronous.dataDurability ?? 'required';
  const outside = [...(synchronous.standbyNamesPre ?? []), ...(synchronous.standbyNamesPost ?? [])].length;
  return {
    method: synchronous.method,
    number: wholeNumber('synchronous.number', synchronous.number, 1),
    dataDurability: durability,
    failoverQuorum: synchronous.failoverQuorum ?? (durability === 'required' && synchronous.number > outside),
    standbyNamesPre: nonEmpty(synchronous.standbyNamesPre),
    standbyNamesPost: nonEmpty(synchronous.standbyNamesPost),
    maxStandbyNamesFromCluster: synchronous.maxStandbyNamesFromCluster,
  };
}

/** The `affinity` stanza. */
export function renderAffinity(
  antiAffinity: AntiAffinity | false | undefined,
  placement: Pick<Overrides<ClusterSpecAffinity>, 'nodeSelector' | 'tolerations' | 'nodeAffinity'> | undefined,
): Overrides<ClusterSpecAffinity> | undefined {
  return compact({
    // Left out, it would be on: CNPG then prefers different nodes.
    enablePodAntiAffinity: antiAffinity === undefined ? undefined : antiAffinity !== false,
    ...(antiAffinity && {
      topologyKey: antiAffinity.topologyKey ?? 'kubernetes.io/hostname',
      podAntiAffinityType: antiAffinity.type,
    }),
    ...placement,
  });
}

/** The `topologySpreadConstraints` of a cluster. */
export function renderSpread(
  clusterName: string,
  spread: Spread | undefined,
): NonNullable<Overrides<ClusterSpec>['topologySpreadConstraints']> | undefined {
  if (spread === undefined) return undefined;
  return [
    {
      maxSkew: 1,
      topologyKey: TOPOLOGY_KEYS[spread.across] ?? spread.across,
      whenUnsatisfiable: spread.required ? 'DoNotSchedule' : 'ScheduleAnyway',
      labelSelector: { matchLabels: { [CLUSTER_LABEL]: clusterName, [POD_ROLE_LABEL]: 'instance' } },
    },
  ];
}
