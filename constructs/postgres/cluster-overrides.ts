import type {
  ClusterSpec,
  ClusterSpecBackup,
  ClusterSpecExternalClusters,
  ClusterSpecManaged,
  ClusterSpecManagedServices,
  ClusterSpecMonitoring,
} from '../../imports/postgresql.cnpg.io/cluster';
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
