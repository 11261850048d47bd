import { Duration } from '../../../values/time/duration';
import type { Alert } from './alert';
import type { NamedAlert } from './index';
import { metricsMissing } from './monitoring';
import { is, isOneOf, namespaced, series } from './promql';

/** A Deployment of the platform. */
export interface Deployed {
  readonly namespace: string;
  /** Name of the Deployment. */
  readonly deployment: string;
}

/** What the alerts of the platform are about. */
export interface PlatformFacts {
  /** The Deployment of the CNPG operator. */
  readonly operator: Deployed;
  /** The Deployment of the Barman Cloud plugin. @default - there is none */
  readonly plugin?: Deployed;
  /** Certificates by which operator and plugin know each other, as cert-manager names them. @default - the chart's own two */
  readonly certificates?: readonly string[];
}

/** All of them. */
export const PLATFORM_ALERTS = [
  'PostgresOperatorDown',
  'PostgresReconcileFailing',
  'PostgresBackupPluginDown',
  'PostgresPluginCertificateExpiring',
  'PostgresPlatformMetricsMissing',
] as const;

/** The name of an alert for the platform, and of its page in `docs/runbooks/`. */
export type PlatformAlertName = (typeof PLATFORM_ALERTS)[number];

/** Names that the plugin's chart gives. */
const CERTIFICATES = ['barman-cloud-client', 'barman-cloud-server'];

/** No two attempts of the operator are further apart: its back-off ends at 1,000 s. */
const LONGEST_BACK_OFF = Duration.minutes(20);

/** What makes sense for a platform. */
export function platformAlerts({ operator, plugin, certificates = CERTIFICATES }: PlatformFacts) {
  const alerts: NamedAlert<PlatformAlertName>[] = [
    {
      name: 'PostgresOperatorDown',
      ...down(
        operator,
        'The CNPG operator is down',
        'nothing fails over, and no change of a Cluster is carried out; what runs goes on.',
      ),
    },
    { name: 'PostgresReconcileFailing', ...reconcileFailing(operator.namespace) },
  ];
  if (plugin !== undefined) {
    alerts.push(
      {
        name: 'PostgresBackupPluginDown',
        ...down(
          plugin,
          'The Barman Cloud plugin is down',
          'clusters that use it are not reconciled, nobody is promoted in them, and new instances do not start.',
        ),
      },
      { name: 'PostgresPluginCertificateExpiring', ...expiring(plugin.namespace, certificates) },
    );
  }
  const missing = metricsMissing(alerts.map(({ expr }) => expr));
  return missing === undefined ? alerts : [...alerts, { name: 'PostgresPlatformMetricsMissing' as const, ...missing }];
}

function down({ namespace, deployment }: Deployed, summary: string, consequence: string): Alert {
  const available = series(
    'kube_deployment_status_replicas_available',
    is('namespace', namespace),
    is('deployment', deployment),
  );
  return {
    severity: 'critical',
    for: Duration.minutes(5),
    expr: `${available} == 0`,
    summary,
    description: `No pod of Deployment {{ $labels.namespace }}/{{ $labels.deployment }} is available: ${consequence}`,
  };
}

/**
 * A Cluster that fails is tried ten times in five seconds, then ever more rarely, at least seven times in two hours. What fails once and
 * then succeeds, such as an update that conflicts with another, makes one error.
 * The metric adds up all Clusters: it cannot tell which one, nor whether it is the same.
 */
function reconcileFailing(namespace: string): Alert {
  const errors = series(
    'controller_runtime_reconcile_errors_total',
    is('namespace', namespace),
    is('controller', 'cluster'),
  );
  const within = (window: Duration) => `round(sum by (namespace) (increase(${errors}[${window.toGoDuration()}])))`;
  return {
    severity: 'warning',
    for: Duration.minutes(10),
    expr: `${within(Duration.hours(2))} > 5 and ${within(LONGEST_BACK_OFF)} > 0`,
    summary: 'The CNPG operator fails to reconcile a Cluster',
    description:
      'The operator in {{ $labels.namespace }} failed {{ $value }} times within two hours: a Cluster whose phase tells of an error, for example with plugins, is left as it is, and nobody is promoted in it.',
  };
}

function expiring(namespace: string, names: readonly string[]): Alert {
  const end = namespaced('certmanager_certificate_expiration_timestamp_seconds', namespace, isOneOf('name', names));
  return {
    severity: 'critical',
    for: Duration.minutes(15),
    // The chart renews them 15 days before.
    expr: `min by (name) (${end}) - time() < ${Duration.days(10).toSeconds()}`,
    summary: 'A certificate of the Barman Cloud plugin was not renewed',
    description:
      'Certificate {{ $labels.name }} ends in {{ $value | humanizeDuration }}, and should have been renewed by now: without it the operator cannot reach the plugin, and clusters that use it are no longer reconciled.',
  };
}
