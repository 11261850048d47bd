import type { PrometheusRuleSpecGroups } from '../../imports/monitoring.coreos.com/prometheus-rule';
import { PrometheusRuleSpecGroupsRulesExpr } from '../../imports/monitoring.coreos.com/prometheus-rule';
import type { Duration } from '../../values/time/duration';
import type { NamedAlert } from './alerts';
import type { Recording } from './alerts/alert';

/** Where the pages of `docs/runbooks/` are found, unless it is said. */
export const RUNBOOKS = 'docs/runbooks';

/** A group of alerts, as the Prometheus operator takes it. */
export function alertGroup(
  name: string,
  alerts: readonly NamedAlert[],
  labels: Readonly<Record<string, string>>,
  runbooks: string,
): PrometheusRuleSpecGroups {
  return {
    name,
    rules: alerts.map(({ name: alert, severity, for: holds, expr, summary, description }) => ({
      alert,
      expr: PrometheusRuleSpecGroupsRulesExpr.fromString(expr),
      ...(holds !== undefined && { for: holds.toGoDuration() }),
      labels: { severity, ...labels },
      annotations: { summary, description, runbook_url: `${runbooks.replace(/\/+$/, '')}/${alert}.md` },
    })),
  };
}

/** A group of recording rules; `interval` is how often they are evaluated. */
export function recordingGroup(
  name: string,
  recordings: readonly Recording[],
  labels: Readonly<Record<string, string>>,
  interval: Duration,
): PrometheusRuleSpecGroups {
  return {
    name,
    interval: interval.toGoDuration(),
    rules: recordings.map(({ record, expr }) => ({
      record,
      expr: PrometheusRuleSpecGroupsRulesExpr.fromString(expr),
      labels: { ...labels },
    })),
  };
}
