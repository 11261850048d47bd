import { monitoringQueries } from '../../../rules/expert/monitoring-queries';
import { cluster, table } from './support';
import { map } from './support/references';

const queries = cluster({ monitoring: { customQueriesConfigMap: [{ name: 'q', key: 'k' }] } });

table(monitoringQueries, [
  ['no such key', [queries, map({ a: '' })], ['ConfigMap q has no key "k"']],
  ['the key', [queries, map({ k: '' })], []],
  ['an unknown map', [queries], []],
]);
