import { createHash } from 'node:crypto';
import { Lazy } from 'cdk8s';
import * as k8s from 'cdk8s-plus-30/lib/imports/k8s';
import { Construct } from 'constructs';
import { type Keys, oneOf } from '../../values/text/keys';
import { checkKeys } from '../base/check-keys';
import { InputError, located } from '../base/input-error';
import { objectMetadata, PLACED_KEYS, type PlacedObjectProps } from '../base/object-metadata';
import type { PostgresCluster } from '../postgres/cluster';
import { accompany, companionName } from '../postgres/companions';
import { ALERT_LIMIT_KEYS, type AlertLimits, limitsFor } from './alerts/alert-limits';
import { type ClusterFacts, instanceMatchers } from './alerts/cluster-facts';
import type { MetricSource } from './alerts/metrics';
import { series } from './alerts/promql';
import { readClusterFacts } from './alerts/read-cluster-facts';
import { dashboardsFor } from './dashboards';
import { toGrafana } from './dashboards/grafana';
import type { Dashboard, Query } from './dashboards/panel';

/** How Grafana's sidecar finds dashboards. */
export interface DashboardSidecar {
  /** Label of ConfigMaps with dashboards; `sidecar.dashboards.label` of Grafana's chart. */
  readonly label: string;
  /** Its value; `sidecar.dashboards.labelValue`. */
  readonly value: string;
  /** Annotation with the folder; `sidecar.dashboards.folderAnnotation`. */
  readonly folderAnnotation: string;
}

/** Props of {@link ClusterDashboards}. */
export interface ClusterDashboardsProps extends PlacedObjectProps {
  /** The cluster. Its schedules, poolers, parameters and objectives are read from what is rendered. */
  readonly cluster: PostgresCluster;
  /** Folder of the dashboards in Grafana. @default - that of the sidecar */
  readonly folder?: string;
  /**
   * What tells their UIDs from those of other clusters: letters, digits, `-` and `_`, at most 20. Clusters of one name and namespace in
   * two Kubernetes clusters need two of them in one Grafana.
   * @default - 16 hexadecimal digits that follow from namespace and name
   */
  readonly uid?: string;
  /** From where on colours change; give what `ClusterAlerts` is given. @default - what follows from objectives and parameters */
  readonly limits?: Partial<AlertLimits>;
  /**
   * Sources of metrics that nobody serves here: panels that read them are left out. The kubelet, for one, knows nothing of volumes that are
   * a directory of the node.
   * @default - all of them are served
   */
  readonly without?: readonly MetricSource[];
  /** Where the runbooks are: an http(s) URL without the file. @default - panels lead to no runbooks */
  readonly runbooks?: string;
  /** How Grafana's sidecar finds them. @default - as kube-prometheus-stack: label `grafana_dashboard: "1"`, annotation `grafana_folder` */
  readonly sidecar?: DashboardSidecar;
}

const SIDECAR: DashboardSidecar = { label: 'grafana_dashboard', value: '1', folderAnnotation: 'grafana_folder' };
const UID = /^[a-zA-Z0-9_-]{1,20}$/;
const HTTP = /^https?:\/\//;
/** What the API server takes of all data of a ConfigMap, in bytes. */
const MOST_BYTES = 2 ** 20;

const DASHBOARDS_KEYS: Keys<ClusterDashboardsProps> = {
  ...PLACED_KEYS,
  cluster: true,
  folder: true,
  uid: true,
  limits: ALERT_LIMIT_KEYS,
  without: oneOf({
    instances: true,
    'backup plugin': true,
    operator: true,
    'custom queries': true,
    poolers: true,
    rules: true,
    kubelet: true,
    'kube-state-metrics': true,
    'external-secrets': true,
    'cert-manager': true,
    'x509-certificate-exporter': true,
  }),
  runbooks: true,
  sidecar: { label: true, value: true, folderAnnotation: true },
};

/**
 * Dashboards for Grafana, in a ConfigMap that its sidecar loads: one for the cluster, one for its backups, one for its pools, as far as it
 * has them. Every panel says what is bad and what to do; colours change where alerts begin.
 *
 * They read what the alerts read: a PodMonitor for the cluster and for each pooler, and the kubelet's volume metrics. The availability is
 * what `ClusterAlerts` records. How many standbys commits wait for is left out of a cluster without the custom queries `ALERT_QUERIES`.
 * @see https://cloudnative-pg.io/documentation/1.28/monitoring/
 * @see https://github.com/grafana/helm-charts/tree/main/charts/grafana#sidecar-for-dashboards
 */
export class ClusterDashboards extends Construct {
  readonly name: string;
  readonly #props: ClusterDashboardsProps;

  /** @throws InputError for a UID that Grafana does not take, runbooks without a URL and, when rendered, for more than a ConfigMap holds. */
  constructor(scope: Construct, id: string, props: ClusterDashboardsProps) {
    super(scope, id);
    checkKeys(this, props, DASHBOARDS_KEYS);
    const { cluster, folder, uid, runbooks, sidecar = SIDECAR } = props;
    if (uid !== undefined && !UID.test(uid)) {
      throw new InputError(this, `uid "${uid}": use 1 to 20 letters, digits, "-" and "_"`);
    }
    if (runbooks !== undefined && !HTTP.test(runbooks)) {
      throw new InputError(this, `runbooks "${runbooks}" leads nowhere from Grafana: give an http(s) URL`);
    }
    this.name = props.name;
    this.#props = props;
    const labels = { ...props.labels, [sidecar.label]: sidecar.value };
    const annotations = { ...props.annotations, ...(folder !== undefined && { [sidecar.folderAnnotation]: folder }) };
    new k8s.KubeConfigMap(this, 'Resource', {
      metadata: objectMetadata(this, { ...props, labels, annotations, namespace: cluster.namespace }),
      data: Lazy.any({ produce: () => this.#files() }) as Record<string, string>,
    });
    accompany(this, cluster, (recovered) => {
      const own = companionName(props.name, cluster.name, recovered.name);
      // A UID is one dashboard's alone.
      new ClusterDashboards(recovered, `Dashboards-${own}`, {
        ...props,
        cluster: recovered,
        name: own,
        uid: undefined,
      });
    });
  }

  /** Late, as alerts: schedules and poolers may be added after this construct. */
  #files(): Record<string, string> {
    const { cluster, limits, runbooks, without } = this.#props;
    const facts = located(this, () => readClusterFacts(cluster, { certificates: undefined, externalSecrets: [] }));
    const dashboards = located(this, () => dashboardsFor(facts, limitsFor(facts, limits), without));
    const files = dashboards.map((dashboard) => {
      const others = dashboards.filter((other) => other !== dashboard);
      const text = toGrafana(dashboard, {
        title: this.#title(dashboard),
        uid: this.#uid(dashboard),
        tags: ['cloudnative-pg', 'postgresql'],
        runbook: runbooks === undefined ? undefined : (alert) => `${runbooks.replace(/\/+$/, '')}/${alert}.md`,
        others: Object.fromEntries(others.map((other) => [this.#title(other), this.#uid(other)])),
        marks: facts.isReplica ? {} : { Promotions: promotions(facts) },
      });
      // The sidecar puts files of all ConfigMaps into one directory: names of one cluster must not be those of another.
      return [`${cluster.namespace}.${cluster.name}.${dashboard.about}.json`, text] as const;
    });
    const bytes = files.reduce((sum, [name, text]) => sum + Buffer.byteLength(name) + Buffer.byteLength(text), 0);
    if (bytes > MOST_BYTES) {
      throw new InputError(
        this,
        `dashboards have ${bytes} bytes, and a ConfigMap holds ${MOST_BYTES}: cluster "${cluster.name}" has ${facts.poolers.length} poolers`,
      );
    }
    return Object.fromEntries(files);
  }

  #title({ about }: Dashboard): string {
    const { namespace, name } = this.#props.cluster;
    return `${namespace}/${name}: ${about}`;
  }

  /** Grafana takes 40 characters, and namespace and name may have more. */
  #uid({ about }: Dashboard): string {
    const { cluster, uid } = this.#props;
    const identity = `${cluster.namespace}/${cluster.name}`;
    return `postgres-${about}-${uid ?? createHash('sha256').update(identity).digest('hex').slice(0, 16)}`;
  }
}

/** Every promotion is a step from 1, in recovery, to 0. */
function promotions(facts: ClusterFacts): Query {
  const role = series('cnpg_pg_replication_in_recovery', ...instanceMatchers(facts));
  return {
    expr: `resets(max by (pod) (${role})[1m:30s]) > 0`,
    legend: '{{pod}} became the primary',
  };
}
