import type {
  ClusterSpec,
  ClusterSpecBackup,
  ClusterSpecExternalClusters,
  ClusterSpecManaged,
  ClusterSpecManagedServices,
  ClusterSpecMonitoring,
} from '../../imports/postgresql.cnpg.io/cluster';
import type { Keys } from '../../values/text/keys';
import type { Overrides } from '../base/overrides';

type Spec = Overrides<ClusterSpec>;
type Managed = Overrides<ClusterSpecManaged>;

/**
 * What the escape hatch of a cluster takes: all of its spec but what is deprecated (in-tree Barman Cloud and its retention, PodMonitors made
 * by the operator), and additional services, which are complete as `services` and would be replaced as a list.
 */
export type ClusterOverrides = Omit<Spec, 'backup' | 'externalClusters' | 'managed' | 'monitoring'> & {
  readonly backup?: Omit<Overrides<ClusterSpecBackup>, 'barmanObjectStore' | 'retentionPolicy'>;
  readonly externalClusters?: readonly Omit<Overrides<ClusterSpecExternalClusters>, 'barmanObjectStore'>[];
  readonly managed?: Omit<Managed, 'services'> & {
    readonly services?: Omit<Overrides<ClusterSpecManagedServices>, 'additional'>;
  };
  readonly monitoring?: Omit<
    Overrides<ClusterSpecMonitoring>,
    'enablePodMonitor' | 'podMonitorMetricRelabelings' | 'podMonitorRelabelings'
  >;
};

/**
 * What of the spec of a running cluster no new one should have, so that taking it over restarts nothing. It is laid over what the props and
 * `spec` make, and each part of it is a commit to come.
 */
export interface AdoptedCluster {
  /**
   * Backups by CNPG itself, and how long they are kept.
   * @deprecated in-tree Barman Cloud is removed from CNPG 1.31: `archive` takes its place, in the order of commits that `npm run plan` prints
   * @default - none
   * @see https://cloudnative-pg.io/plugin-barman-cloud/docs/migration/
   */
  readonly backup?: Pick<Overrides<ClusterSpecBackup>, 'barmanObjectStore' | 'retentionPolicy'>;
  /** Servers and archives whose entries {@link ExternalCluster} does not make, by in-tree Barman Cloud for example. @default - none */
  readonly externalClusters?: readonly Overrides<ClusterSpecExternalClusters>[];
  /** Additional services whose entries `services` does not make. @default - none */
  readonly managed?: { readonly services?: Pick<Overrides<ClusterSpecManagedServices>, 'additional'> };
  /**
   * A PodMonitor that the operator makes.
   * @deprecated it is removed from CNPG 1.31: `addPodMonitor` takes its place
   * @default - none
   */
  readonly monitoring?: Pick<
    Overrides<ClusterSpecMonitoring>,
    'enablePodMonitor' | 'podMonitorMetricRelabelings' | 'podMonitorRelabelings'
  >;
}

/** Keys of {@link AdoptedCluster}; what is below them is checked with the spec. */
export const ADOPTED_KEYS: Keys<AdoptedCluster> = {
  backup: true,
  externalClusters: true,
  managed: true,
  monitoring: true,
};
