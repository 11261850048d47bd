import { at, list, type Manifest, text } from '../object/manifest';

/** The storage classes that the volumes of a Cluster name; none where they have the default one. */
export function storageClassesOf(cluster: Manifest): string[] {
  const storages = [
    at(cluster, 'spec.storage'),
    at(cluster, 'spec.walStorage'),
    ...list(at(cluster, 'spec.tablespaces')).map((tablespace) => at(tablespace, 'storage')),
  ];
  const classes = storages.flatMap((storage) => [
    text(at(storage, 'storageClass')),
    text(at(storage, 'pvcTemplate.storageClassName')),
  ]);
  return [...new Set(classes.filter((name) => name !== undefined && name !== ''))] as string[];
}
