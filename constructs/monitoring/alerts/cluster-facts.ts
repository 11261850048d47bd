import type { Objectives } from '../../../values/declarations/objectives';
import type { CertificateSource } from './certificate-source';
import { is, type series } from './promql';

/** Who takes base backups, and reports on them: the Barman Cloud plugin, or the operator itself, by volume snapshots. */
export type BackupWay = 'plugin' | 'operator';

/** A pooler, as far as alerts need to know it. */
export interface PoolerFacts {
  readonly name: string;
  readonly instances: number;
  /** `max_client_conn` of each of its pods. */
  readonly maxClients: number;
  /** `default_pool_size`: server connections of each of its pods for each user and database. */
  readonly poolSize: number;
}

/** What alerts need to know of a cluster. All of it is read from the rendered objects. */
export interface ClusterFacts {
  readonly name: string;
  readonly namespace: string;
  readonly instances: number;
  /** Major version of PostgreSQL. */
  readonly major: number;
  /** Whether it follows another cluster, and has no primary of its own. */
  readonly isReplica: boolean;
  /** Whether it stays behind on purpose. */
  readonly isDelayed: boolean;
  readonly isHibernated: boolean;
  readonly objectives: Objectives;
  /** Which plugin archives WAL; undefined when nobody does. */
  readonly archive: 'barman-cloud' | 'another' | undefined;
  /** Base backups; undefined without an active schedule. */
  readonly backups:
    | {
        readonly ways: readonly BackupWay[];
        /** Longest pause between two runs of the densest schedule, in seconds. */
        readonly interval: number;
      }
    | undefined;
  readonly synchronous:
    | {
        readonly number: number;
        readonly required: boolean;
        readonly failoverQuorum: boolean;
      }
    | undefined;
  readonly storage: {
    /** Bytes of the volume that holds WAL. */
    readonly walBytes: number;
    /** Whether WAL has a volume of its own. */
    readonly hasWalVolume: boolean;
  };
  readonly parameters: Readonly<Record<string, string>>;
  readonly poolers: readonly PoolerFacts[];
  /** Secrets with its certificates. */
  readonly certificateSecrets: readonly string[];
  readonly certificates: CertificateSource | undefined;
  /** ExternalSecrets that renew its credentials. */
  readonly externalSecrets: readonly string[];
  /** Metrics of its custom queries, as far as they are declared with {@link CustomQueries}. */
  readonly customMetrics: readonly string[];
}

/** Matchers that find series of a cluster; the arguments of {@link series} after the name. */
type Matchers = readonly string[];

/** Pods of the instances. */
export function instanceMatchers({ namespace, name }: Pick<ClusterFacts, 'namespace' | 'name'>): Matchers {
  return [is('namespace', namespace), `pod=~"${name}-[0-9]+"`];
}

/** Pods of a pooler, which a Deployment names. */
export function podsOf({ namespace }: Pick<ClusterFacts, 'namespace'>, pooler: PoolerFacts): Matchers {
  return [is('namespace', namespace), `pod=~"${pooler.name}-[a-z0-9]+-[a-z0-9]+"`];
}

/** Volumes of the instances: `data` with the tablespaces, `wal`, or all of them. */
export function volumesOf({ namespace, name }: Pick<ClusterFacts, 'namespace' | 'name'>, which: keyof typeof VOLUMES) {
  return [is('namespace', namespace), `persistentvolumeclaim=~"${name}-[0-9]+${VOLUMES[which]}"`];
}

const VOLUMES = { data: '(-tbs-.+)?', wal: '-wal', all: '(-wal|-tbs-.+)?', instance: '' } as const;

/** What our recording rules have written of a cluster. */
export function recordsOf({ namespace, name }: Pick<ClusterFacts, 'namespace' | 'name'>): Matchers {
  return [is('namespace', namespace), is('cluster', name)];
}
