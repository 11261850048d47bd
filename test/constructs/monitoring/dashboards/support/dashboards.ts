import {
  Duration,
  ExternalCluster,
  type Folder,
  type PostgresClusterProps,
  recovery,
  Schedule,
} from '../../../../../constructs/index';
import { ALERT_QUERIES } from '../../../../../constructs/monitoring/alert-queries';
import {
  ClusterDashboards,
  type ClusterDashboardsProps,
} from '../../../../../constructs/monitoring/cluster-dashboards';
import { CustomQueries } from '../../../../../constructs/monitoring/custom-queries';
import { at, type Manifest } from '../../../../../manifests/object/manifest';
import { cluster, store } from '../../../support/cluster';
import { render } from '../../../support/render';

/** A dashboard as Grafana reads it, as far as tests look at it. */
export interface GrafanaDashboard {
  readonly uid: string;
  readonly title: string;
  readonly panels: readonly GrafanaPanel[];
  readonly links: readonly { readonly title: string; readonly url: string }[];
  readonly annotations: { readonly list?: readonly { readonly expr: string; readonly titleFormat: string }[] };
  readonly templating: { readonly list: readonly { readonly name: string; readonly type: string }[] };
}

/** A panel, or the heading of a row. */
export interface GrafanaPanel {
  readonly id: number;
  readonly type: 'row' | 'stat' | 'timeseries' | 'state-timeline';
  readonly title: string;
  readonly description?: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly {
    readonly refId: string;
    readonly expr: string;
    readonly legendFormat: string;
    readonly instant: boolean;
    readonly datasource: { readonly uid: string };
  }[];
  readonly links?: readonly { readonly title: string; readonly url: string }[];
  readonly options?: Readonly<Record<string, unknown>>;
  readonly fieldConfig?: {
    readonly defaults: {
      readonly unit?: string;
      readonly thresholds?: { readonly steps: readonly { readonly value: number | null; readonly color: string }[] };
      readonly mappings?: readonly unknown[];
      readonly custom?: Readonly<Record<string, unknown>>;
    };
  };
}

interface Shape {
  readonly props: (folder: Folder) => Partial<PostgresClusterProps>;
  readonly method?: 'plugin' | 'volumeSnapshot';
  readonly poolers?: readonly string[];
}

const objectives = {
  rpo: { failover: Duration.seconds(0), disaster: Duration.minutes(6) },
  rto: { podLoss: Duration.seconds(30) },
  pitrWindow: Duration.days(30),
  availability: 99.9,
} as const;

const SHAPES = {
  /** Three instances, synchronous, pooled, archived by the plugin. */
  ha: {
    props: (folder) => ({
      instances: 3,
      archive: store(folder),
      storage: { size: '100Gi' },
      walStorage: { size: '20Gi' },
      parameters: { max_connections: '200', max_slot_wal_keep_size: '8GB' },
      synchronous: { method: 'any', number: 1, dataDurability: 'required' },
      objectives,
    }),
    method: 'plugin',
    poolers: ['shop-db-pooler-rw'],
  },
  /** One instance, of which nothing is kept elsewhere. */
  alone: { props: () => ({}) },
  /** Volume snapshots alone, on an older PostgreSQL. */
  snapshot: {
    props: () => ({
      version: '16',
      image: 'ghcr.io/cloudnative-pg/postgresql:16.11-standard-trixie',
      volumeSnapshots: { className: 'csi' },
    }),
    method: 'volumeSnapshot',
  },
  /** One that follows another cluster through its archive. */
  replica: {
    props: (folder) => {
      const source = ExternalCluster.fromArchive({
        name: 'origin',
        store: store(folder, 'origin'),
        serverName: 'origin',
      });
      return {
        instances: 2,
        replica: { topology: 'standalone', source },
        bootstrap: recovery({ database: 'orders', owner: 'app', from: 'archive', archive: source }),
        archive: store(folder),
      };
    },
  },
} as const satisfies Readonly<Record<string, Shape>>;

/** The name of a kind of cluster. */
export type ShapeName = keyof typeof SHAPES;
export const SHAPE_NAMES = Object.keys(SHAPES) as ShapeName[];

/** The ConfigMap of a shape's dashboards, and all else that is rendered with it. */
export function renderDashboards(shape: ShapeName, props: Partial<ClusterDashboardsProps> = {}): Manifest[] {
  return render((folder) => {
    const { props: propsOf, method, poolers = [] }: Shape = SHAPES[shape];
    const queries = new CustomQueries(folder, 'Queries', { name: 'shop-db-queries', queries: ALERT_QUERIES });
    const db = cluster(folder, { name: 'shop-db', customQueries: [queries.reference], ...propsOf(folder) });
    new ClusterDashboards(folder, 'Dashboards', { name: 'shop-db-dashboards', cluster: db, ...props });
    if (method !== undefined) {
      db.addScheduledBackup('Daily', { name: 'shop-db-daily', schedule: Schedule.daily({ hour: 2 }), method });
    }
    for (const name of poolers) {
      const parameters = { max_client_conn: '500', default_pool_size: '25' };
      db.addPooler(name, { name, mode: 'transaction', instances: 2, parameters });
    }
  });
}

/** The ConfigMap itself. */
export function configMapOf(manifests: readonly Manifest[]): Manifest {
  const found = manifests.find((manifest) => at(manifest, 'metadata.name') === 'shop-db-dashboards');
  if (found === undefined) throw new Error('there is no ConfigMap with dashboards');
  return found;
}

/** The dashboards of a shape, by what they are about. */
export function dashboardsOf(
  shape: ShapeName,
  props: Partial<ClusterDashboardsProps> = {},
): Readonly<Record<string, GrafanaDashboard>> {
  const data = at(configMapOf(renderDashboards(shape, props)), 'data') as Readonly<Record<string, string>>;
  return Object.fromEntries(
    Object.entries(data).map(([file, text]) => [file.split('.').at(-2), JSON.parse(text) as GrafanaDashboard]),
  );
}

/** Panels that show something: all but the headings. */
export function panelsOf({ panels }: GrafanaDashboard): readonly GrafanaPanel[] {
  return panels.filter(({ type }) => type !== 'row');
}

/** All expressions of a dashboard, those of its marks among them. */
export function expressionsOf(dashboard: GrafanaDashboard): readonly string[] {
  return [
    ...panelsOf(dashboard).flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
    ...(dashboard.annotations.list ?? []).map(({ expr }) => expr),
  ];
}
