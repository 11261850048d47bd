import { Duration, type Folder, type PostgresClusterProps, Schedule } from '../../../constructs/index';
import { ALERT_QUERIES } from '../../../constructs/monitoring/alert-queries';
import { ClusterAlerts, type ClusterAlertsProps } from '../../../constructs/monitoring/cluster-alerts';
import { CustomQueries } from '../../../constructs/monitoring/custom-queries';
import { PlatformAlerts } from '../../../constructs/monitoring/platform-alerts';
import { at } from '../../../manifests/object/manifest';
import { cluster, store } from '../../constructs/support/cluster';
import { only, render } from '../../constructs/support/render';

/** A rule of Prometheus, an alert or a record. */
export interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A group of rules. */
export interface RuleGroup {
  readonly name: string;
  readonly interval?: string;
  readonly rules: readonly Rule[];
}

const schedule = Schedule.daily({ hour: 2 });
const objectives = {
  rpo: { failover: Duration.seconds(0), disaster: Duration.minutes(6) },
  rto: { podLoss: Duration.seconds(30) },
  pitrWindow: Duration.days(30),
  availability: 99.9,
} as const;

interface Shape {
  readonly props: (folder: Folder) => Partial<PostgresClusterProps>;
  readonly alerts?: Partial<ClusterAlertsProps>;
  readonly method?: 'plugin' | 'volumeSnapshot';
  readonly pooler?: boolean;
}

/** Clusters of all kinds, as alerts tell them apart. */
const SHAPES = {
  /** Three instances, synchronous, pooled, archived by the plugin. */
  ha: {
    props: (folder) => ({
      instances: 3,
      archive: store(folder),
      walStorage: { size: '10Gi' },
      parameters: { max_connections: '200' },
      synchronous: { method: 'any', number: 1, dataDurability: 'required', failoverQuorum: true },
      objectives,
    }),
    alerts: { certificates: 'x509-certificate-exporter', externalSecrets: ['shop-db-app'] },
    method: 'plugin',
    pooler: true,
  },
  /** One instance, archived. */
  single: {
    props: (folder) => ({
      archive: store(folder),
      objectives: { rpo: { disaster: Duration.minutes(5) }, pitrWindow: Duration.days(7) },
    }),
    method: 'plugin',
  },
  /** Two instances that go on without each other, with certificates of cert-manager and no archive. */
  pair: {
    props: () => ({ instances: 2, synchronous: { method: 'any', number: 1, dataDurability: 'preferred' } }),
    alerts: { certificates: { certManager: ['shop-db-server', 'shop-db-client'] } },
  },
  /** Volume snapshots alone, on an older PostgreSQL. */
  snapshot: {
    props: () => ({
      version: '16',
      image: 'ghcr.io/cloudnative-pg/postgresql:16.11-standard-trixie',
      volumeSnapshots: { className: 'csi' },
    }),
    method: 'volumeSnapshot',
  },
} as const satisfies Readonly<Record<string, Shape>>;

/** The name of a kind of cluster, or of the platform. */
export type ShapeName = keyof typeof SHAPES | 'platform';
export const SHAPE_NAMES = [...(Object.keys(SHAPES) as (keyof typeof SHAPES)[]), 'platform'] as const;

const rendered = new Map<ShapeName, RuleGroup[]>();

/** The groups of rules that a shape renders. */
export function groupsOf(shape: ShapeName): RuleGroup[] {
  const groups = rendered.get(shape) ?? renderGroups(shape);
  rendered.set(shape, groups);
  return groups;
}

function renderGroups(shape: ShapeName): RuleGroup[] {
  const manifests = render((folder) => {
    if (shape === 'platform') return platform(folder);
    const { props, alerts, method, pooler }: Shape = SHAPES[shape];
    const queries = new CustomQueries(folder, 'Queries', { name: 'shop-db-queries', queries: ALERT_QUERIES });
    const db = cluster(folder, { name: 'shop-db', customQueries: [queries.reference], ...props(folder) });
    new ClusterAlerts(folder, 'Alerts', { name: 'shop-db', cluster: db, ...alerts });
    if (method !== undefined) db.addScheduledBackup('Daily', { name: 'shop-db-daily', schedule, method });
    if (pooler) {
      const parameters = { max_client_conn: '500' };
      db.addPooler('Rw', { name: 'shop-db-pooler-rw', mode: 'transaction', instances: 2, parameters });
    }
  });
  return at(only(manifests, 'PrometheusRule'), 'spec.groups') as RuleGroup[];
}

function platform(folder: Folder): void {
  new PlatformAlerts(folder, 'Alerts', {
    name: 'postgres-platform',
    namespace: 'cnpg-system',
    operator: { namespace: 'cnpg-system', deployment: 'cnpg-cloudnative-pg' },
    plugin: { namespace: 'cnpg-system', deployment: 'plugin-barman-cloud' },
  });
}
