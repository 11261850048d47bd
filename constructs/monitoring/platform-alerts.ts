import { Construct } from 'constructs';
import { PrometheusRule, type PrometheusRuleSpec } from '../../imports/monitoring.coreos.com/prometheus-rule';
import type { Keys } from '../../values/text/keys';
import { checkKeys } from '../base/check-keys';
import { OBJECT_KEYS, type ObjectProps, objectMetadata } from '../base/object-metadata';
import { type PlatformFacts, platformAlerts } from './alerts/operator-alerts';
import { alertGroup, RUNBOOKS } from './rules';

/** Props of {@link PlatformAlerts}. */
export interface PlatformAlertsProps extends ObjectProps, PlatformFacts {
  /** Where the runbooks are: a URL without the file. @default 'docs/runbooks' */
  readonly runbooks?: string;
}

const PLATFORM_ALERTS_KEYS: Keys<PlatformAlertsProps> = {
  ...OBJECT_KEYS,
  operator: { namespace: true, deployment: true },
  plugin: { namespace: true, deployment: true },
  certificates: true,
  runbooks: true,
};

/**
 * Alerts for what all clusters stand on: the operator, and the Barman Cloud plugin with its certificates. The plugin's Deployment serves
 * no metrics; whether it is available is known from kube-state-metrics. That a Cluster is not reconciled, only the operator's own metrics tell: scrape
 * them (`monitoring.podMonitorEnabled` of its chart).
 * @see https://cloudnative-pg.io/documentation/1.28/monitoring/#monitoring-the-cloudnativepg-operator
 */
export class PlatformAlerts extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: PlatformAlertsProps) {
    super(scope, id);
    checkKeys(this, props, PLATFORM_ALERTS_KEYS);
    this.name = props.name;
    const metadata = objectMetadata(this, props);
    const alerts = platformAlerts(props);
    const spec: PrometheusRuleSpec = {
      groups: [alertGroup(`${metadata.namespace}/platform`, alerts, {}, props.runbooks ?? RUNBOOKS)],
    };
    new PrometheusRule(this, 'Resource', { metadata, spec });
  }
}
