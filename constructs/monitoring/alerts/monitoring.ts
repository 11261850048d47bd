import { Duration } from '../../../values/time/duration';
import type { Alert, AlertGroup } from './alert';
import { instanceMatchers } from './cluster-facts';
import { METRICS, type MetricSource, SCRAPE_LABELS } from './metrics';
import { series } from './promql';

/** Whether the exporter itself works. */
export const monitoringAlerts = {
  PostgresMetricsFailing(facts): Alert {
    const errors = (['cnpg_collector_last_collection_error', 'cnpg_last_error'] as const).map(
      (metric) => `${series(metric, ...instanceMatchers(facts))} == 1`,
    );
    return {
      severity: 'warning',
      for: Duration.minutes(15),
      expr: errors.join(' or '),
      summary: 'Metrics of an instance are not collected',
      description:
        'The exporter of {{ $labels.pod }} fails: some of its metrics, and the alerts over them, are missing.',
    };
  },
} as const satisfies AlertGroup;

/** An alert over nothing is silent: this one fires when the metrics that the others read are missing. One selector represents each source. */
export function metricsMissing(expressions: readonly string[]): Alert | undefined {
  const bySource = new Map<MetricSource, string>();
  for (const expression of expressions) {
    for (const [selector, name = ''] of expression.matchAll(/([a-zA-Z_:][a-zA-Z0-9_:]*)\{[^}]*\}/g)) {
      const { source } = METRICS[name as keyof typeof METRICS];
      if (source !== 'rules' && !bySource.has(source)) bySource.set(source, findingAny(selector, source));
    }
  }
  if (bySource.size === 0) return undefined;
  const terms = [...bySource].map(
    ([source, selector]) => `label_replace(absent(${selector}), "source", "${source}", "", "")`,
  );
  return {
    severity: 'warning',
    for: Duration.minutes(30),
    expr: terms.join(' or '),
    summary: 'Metrics that alerts need are missing',
    description: 'No metrics come from {{ $labels.source }}: the alerts that read them are silent.',
  };
}

/** Of the matchers only those that find the object: a certain state of it is rightly absent most of the time. */
function findingAny(selector: string, source: MetricSource): string {
  const found = selector.replace(/, (condition|status|state|usename|value)!?=~?"[^"]*"/g, '');
  return SCRAPE_LABELS[source].includes('exported_namespace')
    ? found.replace(/(exported_)?namespace="[^"]*", /, '')
    : found;
}
