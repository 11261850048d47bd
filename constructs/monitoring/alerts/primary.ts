import { type ClusterFacts, instanceMatchers } from './cluster-facts';
import { series } from './promql';

/**
 * Keeps what comes from the primary: a former one keeps its statistics, old failures among them. A cluster that follows another has
 * none; there the instances are taken as they are.
 */
export function onPrimary(facts: ClusterFacts, expression: string): string {
  if (facts.isReplica) return expression;
  return `${expression} and on (namespace, pod) ${series('cnpg_pg_replication_in_recovery', ...instanceMatchers(facts))} == 0`;
}
