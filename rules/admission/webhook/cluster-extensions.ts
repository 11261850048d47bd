import { show } from '../../../manifests/object/json';
import { list, record, text } from '../../../manifests/object/manifest';
import type { ClusterRule } from './webhook-rule';

/** LDAP, and extensions mounted as images. */
export const extensionRules: readonly ClusterRule[] = [
  {
    id: 'cluster-ldap-server',
    says: 'LDAP has a server',
    on: 'both',
    check(cluster, tell) {
      if (!cluster.has('postgresql.ldap') || cluster.text('postgresql.ldap.server') !== '') return;
      tell('spec.postgresql.ldap', 'has no server', 'add server, or remove ldap');
    },
  },
  {
    id: 'cluster-ldap-bind',
    says: 'LDAP has one way to bind',
    on: 'both',
    check(cluster, tell) {
      if (!cluster.has('postgresql.ldap.bindAsAuth') || !cluster.has('postgresql.ldap.bindSearchAuth')) return;
      tell('spec.postgresql.ldap', 'has bindAsAuth and bindSearchAuth', 'keep one of them');
    },
  },
  {
    id: 'cluster-extension-name',
    says: 'Extensions have names, all different',
    on: 'both',
    check(cluster, tell) {
      const path = 'postgresql.extensions';
      const names = cluster.list(path).map((entry) => record(entry).name);
      emptyEntries(names, (index) => tell(`spec.${path}[${index}].name`, 'is empty', 'name the extension'));
      repeatedEntries(names, (index) =>
        tell(`spec.${path}[${index}].name`, `${show(names[index])} appears twice`, 'remove one of the two'),
      );
    },
  },
  paths('cluster-extension-control-path-empty', 'extension_control_path', emptyEntries, 'is empty'),
  paths('cluster-extension-control-path-duplicate', 'extension_control_path', repeatedEntries, 'appears twice'),
  paths('cluster-extension-library-path-empty', 'dynamic_library_path', emptyEntries, 'is empty'),
  paths('cluster-extension-library-path-duplicate', 'dynamic_library_path', repeatedEntries, 'appears twice'),
];

type Finder = (values: readonly unknown[], found: (index: number) => void) => void;

function paths(id: string, name: string, find: Finder, problem: string): ClusterRule {
  return {
    id,
    says: `No entry of ${name} ${problem}`,
    on: 'both',
    check(cluster, tell) {
      cluster.list('postgresql.extensions').forEach((extension, index) => {
        find(list(record(extension)[name]), (entry) =>
          tell(`spec.postgresql.extensions[${index}].${name}[${entry}]`, problem, 'remove the entry'),
        );
      });
    },
  };
}

function emptyEntries(values: readonly unknown[], found: (index: number) => void): void {
  values.forEach((value, index) => {
    if ((text(value) ?? '') === '') found(index);
  });
}

/** Each entry that repeats an earlier one. Empty entries are reported separately. */
export function repeatedEntries(values: readonly unknown[], found: (index: number) => void): void {
  const seen = new Set<unknown>();
  values.forEach((value, index) => {
    if (value !== '' && seen.has(value)) found(index);
    seen.add(value);
  });
}
