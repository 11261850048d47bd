import { show } from '../../../manifests/object/json';
import { record, text } from '../../../manifests/object/manifest';
import { repeatedEntries } from './cluster-extensions';
import { SINCE_1_28_4 } from './since';
import type { ClusterRule, Tell } from './webhook-rule';

/** The files that the operator writes. The password is none of them. */
const CERTIFICATES = ['sslCert', 'sslKey', 'sslRootCert'];
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
  {
    id: 'cluster-external-name',
    says: 'The name of an external cluster can be part of a path',
    on: 'both',
    operator: SINCE_1_28_4,
    check(cluster, tell) {
      cluster.list('externalClusters').forEach((entry, index) => {
        checkComponent(record(entry).name, `spec.externalClusters[${index}].name`, tell);
      });
    },
  },
  {
    id: 'cluster-external-certificate',
    says: 'Names and keys of certificates of an external cluster can be part of a path',
    on: 'both',
    operator: SINCE_1_28_4,
    check(cluster, tell) {
      cluster.list('externalClusters').forEach((entry, index) => {
        for (const certificate of CERTIFICATES) {
          const { name, key } = record(record(entry)[certificate]);
          const path = `spec.externalClusters[${index}].${certificate}`;
          checkComponent(name, `${path}.name`, tell);
          checkComponent(key, `${path}.key`, tell);
        }
      });
    },
  },
];

/** The operator writes files into a directory of this name: with `..` and `/` anyone who may write a Cluster chose the place. */
function checkComponent(value: unknown, path: string, tell: Tell): void {
  const component = text(value) ?? '';
  if (component !== '.' && component !== '..' && !/[/\\]/.test(component)) return;
  tell(path, `${show(component)} leads to another directory`, 'write a name without / and \\ that is neither . nor ..');
}
