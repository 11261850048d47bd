import { show } from '../../../manifests/object/json';
import { record } from '../../../manifests/object/manifest';
import { repeatedEntries } from './cluster-extensions';
import type { ClusterRule } from './webhook-rule';

const WAYS = ['connectionParameters', 'plugin', 'barmanObjectStore'];

/** External clusters. */
export const externalRules: readonly ClusterRule[] = [
  {
    id: 'cluster-external-unique',
    says: 'External clusters have different names',
    on: 'both',
    check(cluster, tell) {
      const names = cluster.list('externalClusters').map((entry) => record(entry).name ?? '');
      if (new Set(names).size === names.length) return;
      const twice = new Set<unknown>();
      repeatedEntries(names, (index) => twice.add(names[index]));
      const message = `has more than one entry named ${[...twice].map(show).join(', ') || '""'}`;
      tell('spec.externalClusters', message, 'rename or remove the repeated entries');
    },
  },
  {
    id: 'cluster-external-connection',
    says: 'An external cluster has a way to connect',
    on: 'both',
    check(cluster, tell) {
      cluster.list('externalClusters').forEach((entry, index) => {
        if (WAYS.some((way) => (record(entry)[way] ?? null) !== null)) return;
        tell(`spec.externalClusters[${index}]`, `has none of ${WAYS.join(', ')}`, 'add one of them');
      });
    },
  },
];
