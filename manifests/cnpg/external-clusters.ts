import { at, list, type Manifest, record, text } from '../object/manifest';

/** An entry of `externalClusters`. */
export interface ExternalClusterEntry {
  readonly name: string;
  readonly path: string;
  readonly entry: Readonly<Record<string, unknown>>;
}

export function externalClustersOf(cluster: Manifest): ExternalClusterEntry[] {
  return list(at(cluster, 'spec.externalClusters')).flatMap((value, index) => {
    const entry = record(value);
    const name = text(entry.name);
    return name === undefined ? [] : [{ name, path: `spec.externalClusters[${index}]`, entry }];
  });
}
