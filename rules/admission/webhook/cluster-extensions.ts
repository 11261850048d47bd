import { posix } from 'node:path';
import { show } from '../../../manifests/object/json';
import { list, record, text } from '../../../manifests/object/manifest';
import type { ClusterView } from './cluster-view';
import type { ClusterRule } from './webhook-rule';

const EXTENSIONS = 'postgresql.extensions';

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
      const names = cluster.list(EXTENSIONS).map((entry) => record(entry).name);
      emptyEntries(names, (index) => tell(`spec.${EXTENSIONS}[${index}].name`, 'is empty', 'name the extension'));
      repeatedEntries(names, (index) =>
        tell(`spec.${EXTENSIONS}[${index}].name`, `${show(names[index])} appears twice`, 'remove one of the two'),
      );
    },
  },
  {
    id: 'cluster-extension-volume',
    says: 'Extensions have volumes of different names',
    on: 'both',
    operator: '>=1.28.2',
    check(cluster, tell) {
      const names = namesOf(cluster);
      const volumes = names.map((name) => name.replaceAll('_', '-'));
      repeatedEntries(volumes, (index) => {
        if (names.indexOf(names[index] ?? '') < index) return;
        const message = `${show(names[index])} would share the volume ext-${volumes[index]} with another extension`;
        tell(`spec.${EXTENSIONS}[${index}].name`, message, 'rename one of the two');
      });
    },
  },
  image('cluster-extension-image', 'An extension has an image', '>=1.28.2 <1.29', () => false),
  image(
    'cluster-extension-image-or-catalog',
    'An extension has an image, there or in the catalog',
    '>=1.29',
    (cluster) => cluster.has('imageCatalogRef'),
  ),
  paths('cluster-extension-control-path-empty', 'extension_control_path', emptyEntries, 'is empty'),
  paths('cluster-extension-control-path-duplicate', 'extension_control_path', repeatedEntries, 'appears twice'),
  paths('cluster-extension-library-path-empty', 'dynamic_library_path', emptyEntries, 'is empty'),
  paths('cluster-extension-library-path-duplicate', 'dynamic_library_path', repeatedEntries, 'appears twice'),
  paths('cluster-extension-ld-library-path-empty', 'ld_library_path', emptyEntries, 'is empty', '>=1.29'),
  paths('cluster-extension-ld-library-path-duplicate', 'ld_library_path', repeatedEntries, 'appears twice', '>=1.29'),
  paths('cluster-extension-bin-path-empty', 'bin_path', emptyEntries, 'is empty', '>=1.29'),
  paths('cluster-extension-bin-path-duplicate', 'bin_path', repeatedEntries, 'appears twice', '>=1.29'),
  {
    id: 'cluster-extension-path-outside',
    says: 'The paths of an extension lead into its image',
    on: 'both',
    operator: '>=1.29',
    check(cluster, tell) {
      cluster.list(EXTENSIONS).forEach((extension, index) => {
        for (const name of PATHS) {
          list(record(extension)[name]).forEach((path, entry) => {
            // CNPG compares the start of the text: it also refuses a folder whose name starts with two dots.
            if (!posix.normalize(text(path) ?? '').startsWith('..')) return;
            const field = `spec.${EXTENSIONS}[${index}].${name}[${entry}]`;
            tell(field, `${show(path)} leads out of the image`, 'write a path below its root, without ..');
          });
        }
      });
    },
  },
];

const PATHS = ['extension_control_path', 'dynamic_library_path', 'ld_library_path', 'bin_path'];

function namesOf(cluster: ClusterView): string[] {
  return cluster.list(EXTENSIONS).map((entry) => text(record(entry).name) ?? '');
}

function image(
  id: string,
  says: string,
  operator: string,
  comesFromElsewhere: (cluster: ClusterView) => boolean,
): ClusterRule {
  return {
    ...{ id, says, on: 'both', section: EXTENSIONS, operator },
    check(cluster, tell) {
      if (comesFromElsewhere(cluster)) return;
      cluster.list(EXTENSIONS).forEach((extension, index) => {
        if ((text(record(record(extension).image).reference) ?? '') !== '') return;
        tell(`spec.${EXTENSIONS}[${index}].image.reference`, 'is empty', 'name the image of the extension');
      });
    },
  };
}

type Finder = (values: readonly unknown[], found: (index: number) => void) => void;

function paths(id: string, name: string, find: Finder, problem: string, operator?: string): ClusterRule {
  return {
    id,
    says: `No entry of ${name} ${problem}`,
    on: 'both',
    section: EXTENSIONS,
    ...(operator !== undefined && { operator }),
    check(cluster, tell) {
      cluster.list(EXTENSIONS).forEach((extension, index) => {
        find(list(record(extension)[name]), (entry) =>
          tell(`spec.${EXTENSIONS}[${index}].${name}[${entry}]`, problem, 'remove the entry'),
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
