import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { PrometheusRule, type PrometheusRuleSpec } from '../../imports/monitoring.coreos.com/prometheus-rule';
import { type Keys, oneOf } from '../../values/text/keys';
import { checkKeys } from '../base/check-keys';
import { InputError, located } from '../base/input-error';
import { objectMetadata, PLACED_KEYS, type PlacedObjectProps } from '../base/object-metadata';
import type { PostgresCluster } from '../postgres/cluster';
import { accompany, companionName } from '../postgres/companions';
import { alertsFor, type ClusterAlertName } from './alerts';
import { ALERT_LIMIT_KEYS, type AlertLimits, limitsFor } from './alerts/alert-limits';
import type { CertificateSource } from './alerts/certificate-source';
import type { ClusterFacts } from './alerts/cluster-facts';
import { METRICS } from './alerts/metrics';
import { RECORDED_EVERY, recordings } from './alerts/objective';
import { metricsIn } from './alerts/promql';
import { readClusterFacts } from './alerts/read-cluster-facts';
import { alertGroup, RUNBOOKS, recordingGroup } from './rules';

/** An alert that is left out, and why. */
export interface ExcludedAlert {
  readonly alert: ClusterAlertName;
  /** For who wonders later; it is written into the annotation `cnpg-gitops/excluded-alerts`. */
  readonly reason: string;
}

/** Props of {@link ClusterAlerts}. */
export interface ClusterAlertsProps extends PlacedObjectProps {
  /** The cluster. Its schedules, poolers, parameters and objectives are read from what is rendered. */
  readonly cluster: PostgresCluster;
  /** From where on alerts speak. @default - what follows from the cluster's objectives and parameters */
  readonly limits?: Partial<AlertLimits>;
  /** Alerts that are left out. @default - none */
  readonly exclude?: readonly ExcludedAlert[];
  /** Who reports until when certificates are valid. @default - nobody: there is no alert about their end */
  readonly certificates?: CertificateSource;
  /** Names of the ExternalSecrets that rotate credentials of the cluster. @default - none are rotated */
  readonly externalSecrets?: readonly string[];
  /** Where the runbooks are: a URL without the file. @default 'docs/runbooks' */
  readonly runbooks?: string;
}

const ALERTS_KEYS: Keys<ClusterAlertsProps> = {
  ...PLACED_KEYS,
  cluster: true,
  limits: ALERT_LIMIT_KEYS,
  exclude: { alert: 'elsewhere', reason: true },
  certificates: oneOf({ 'x509-certificate-exporter': true }, { certManager: true }),
  externalSecrets: true,
  runbooks: true,
};

/**
 * Alerts for what really goes wrong with a cluster, each with a runbook: only those that make sense for it, over metrics that its way of
 * backing up has. They are in its namespace.
 *
 * They need a PodMonitor for the cluster and for each pooler, the kubelet's volume metrics and kube-state-metrics; an alert of their own
 * speaks when one of these is missing.
 * @see https://cloudnative-pg.io/documentation/1.28/monitoring/#alerting
 */
export class ClusterAlerts extends Construct {
  readonly name: string;
  readonly #props: ClusterAlertsProps;

  /**
   * @throws InputError, when it is rendered, for an excluded alert that no cluster has of those whose alerts leave it out, and for a cluster without the custom
   * queries (`ALERT_QUERIES`) that one of its alerts reads.
   */
  constructor(scope: Construct, id: string, props: ClusterAlertsProps) {
    super(scope, id);
    checkKeys(this, props, ALERTS_KEYS);
    const { cluster, exclude = [] } = props;
    const unexplained = exclude.find(({ reason }) => reason.trim() === '');
    if (unexplained !== undefined) throw new InputError(this, `exclude ${unexplained.alert}: give a reason`);
    const excluded = exclude.map(({ alert, reason }) => `${alert}: ${reason}`).join('; ');
    const annotations = { ...props.annotations, ...(excluded !== '' && { 'cnpg-gitops/excluded-alerts': excluded }) };
    this.name = props.name;
    this.#props = props;
    new PrometheusRule(this, 'Resource', {
      metadata: objectMetadata(this, { ...props, annotations, namespace: cluster.namespace }),
      spec: Lazy.any({ produce: () => this.#spec() }) as PrometheusRuleSpec,
    });
    accompany(this, cluster, (recovered) => {
      const own = companionName(props.name, cluster.name, recovered.name);
      new ClusterAlerts(recovered, `Alerts-${own}`, { ...props, cluster: recovered, name: own });
    });
  }

  /** Facts are read late: schedules and poolers may be added after this construct. */
  #spec(): PrometheusRuleSpec {
    const { cluster, certificates, externalSecrets = [], limits, exclude = [], runbooks = RUNBOOKS } = this.#props;
    const facts = located(this, () => readClusterFacts(cluster, { certificates, externalSecrets }));
    const chosen = located(this, () => limitsFor(facts, limits));
    const needless = exclude.find(({ alert }) => !this.#sharing(alert).some((alerts) => alerts.#has(alert)));
    if (needless !== undefined) {
      throw new InputError(this, `exclude ${needless.alert}: cluster "${cluster.name}" has no such alert; remove it`);
    }
    const excluded = exclude.map(({ alert }) => alert);
    const groups = alertsFor(facts, chosen, excluded);
    const records = facts.isHibernated ? [] : recordings(facts);
    this.#checkQueries(
      facts,
      [...[...groups.values()].flat(), ...records].map(({ expr }) => expr),
    );
    const labels = { namespace: cluster.namespace, cluster: cluster.name };
    const prefix = `${cluster.namespace}/${cluster.name}`;
    return {
      groups: [
        ...(records.length > 0 ? [recordingGroup(`${prefix}/records`, records, labels, RECORDED_EVERY)] : []),
        ...[...groups].map(([group, alerts]) => alertGroup(`${prefix}/${group}`, alerts, labels, runbooks)),
      ],
    };
  }

  /** Alerts that leave this one out, too: clusters of one declaration share what is excluded, and it is enough that one of them needs it. */
  #sharing(alert: ClusterAlertName): readonly ClusterAlerts[] {
    const all = this.node.root.node.findAll().filter((construct) => construct instanceof ClusterAlerts);
    return all.filter((alerts) => alerts.#props.exclude?.some((excluded) => excluded.alert === alert));
  }

  /** A cluster that is hibernated has none for now. */
  #has(alert: ClusterAlertName): boolean {
    const { cluster, certificates, externalSecrets = [], limits } = this.#props;
    const facts = { ...readClusterFacts(cluster, { certificates, externalSecrets }), isHibernated: false };
    const groups = located(this, () => alertsFor(facts, limitsFor(facts, limits)));
    return [...groups.values()].flat().some(({ name }) => name === alert);
  }

  #checkQueries(facts: ClusterFacts, expressions: readonly string[]): void {
    const needed = expressions.flatMap(metricsIn).filter((name) => isCustom(name));
    const missing = needed.find((name) => !facts.customMetrics.includes(name));
    if (missing === undefined) return;
    throw new InputError(
      this,
      `alerts of cluster "${facts.name}" read ${missing}, which none of its custom queries provides: new CustomQueries(…, { queries: ALERT_QUERIES }), and \`customQueries: [queries.reference]\` at the cluster`,
    );
  }
}

function isCustom(name: string): boolean {
  return METRICS[name as keyof typeof METRICS]?.source === 'custom queries';
}
