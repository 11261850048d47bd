import type { MetricName } from './metrics';

/** A selector: `series('up', 'namespace="shop"')` is `up{namespace="shop"}`. */
export function series(metric: MetricName, ...matchers: readonly string[]): string {
  return `${metric}{${matchers.join(', ')}}`;
}

/** An equality matcher. */
export function is(label: string, value: string): string {
  return `${label}=${JSON.stringify(value)}`;
}

/** A matcher of one of several values, none of which holds a character that regular expressions know. */
export function isOneOf(label: string, values: readonly string[]): string {
  return values.length === 1 && values[0] !== undefined ? is(label, values[0]) : `${label}=~"${values.join('|')}"`;
}

/** Both readings of an object's namespace, whichever its scrape has left. */
export function namespaced(metric: MetricName, namespace: string, ...matchers: readonly string[]): string {
  const readings = ['namespace', 'exported_namespace'].map((label) =>
    series(metric, is(label, namespace), ...matchers),
  );
  return `(${readings.join(' or ')})`;
}

/** The metrics of an expression: the words before a brace. */
export function metricsIn(expression: string): string[] {
  return [...new Set([...expression.matchAll(/([a-zA-Z_:][a-zA-Z0-9_:]*)\{/g)].map(([, name = '']) => name))];
}
