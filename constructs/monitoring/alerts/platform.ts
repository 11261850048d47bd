import { Duration } from '../../../values/duration';
import type { Alert } from './alert';
import type { NamedAlert } from './index';
import { metricsMissing } from './monitoring';
import { is, namespaced, oneOf, series } from './promql';

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
  'PostgresBackupPluginDown',
  'PostgresPluginCertificateExpiring',
  'PostgresPlatformMetricsMissing',
] as const;

/** The name of an alert for the platform, and of its page in `docs/runbooks/`. */
export type PlatformAlertName = (typeof PLATFORM_ALERTS)[number];

/** Names that the plugin's chart gives. */
const CERTIFICATES = ['barman-cloud-client', 'barman-cloud-server'];

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
  ];
  if (plugin !== undefined) {
    alerts.push(
      {
        name: 'PostgresBackupPluginDown',
        ...down(
          plugin,
          'The Barman Cloud plugin is down',
          'clusters that use it are not reconciled, and new instances do not start.',
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

function expiring(namespace: string, names: readonly string[]): Alert {
  const end = namespaced('certmanager_certificate_expiration_timestamp_seconds', namespace, oneOf('name', names));
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
