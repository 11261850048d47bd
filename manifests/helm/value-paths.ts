import { at, type Manifest, record, text } from '../object/manifest';
import { OWN_IMAGE } from './cluster-chart';
import { isOn } from './template-values';

type Values = Readonly<Record<string, unknown>>;

/** A Cluster that CNPG's chart makes, of values that are all known. */
export interface ValuesCluster {
  readonly cluster: Manifest;
  /** Those of the chart, and where they are. */
  readonly values: Values;
  readonly base: string;
  /** Where a field of the Cluster is in the values; undefined for one that they do not set. */
  readonly pathOf: (path: string) => string | undefined;
}

/** Fields whose values are written as they are, each with the value that it comes from. */
const SOURCES: readonly (readonly [field: string, value: string])[] = [
  ['metadata.annotations', 'cluster.annotations'],
  ['metadata.labels', 'cluster.additionalLabels'],
  ['spec.managed.roles', 'cluster.roles'],
  ['spec.managed.services', 'cluster.services'],
  ['spec.superuserSecret', 'cluster.superuserSecret'],
  ...['affinity', 'certificates', 'enablePDB', 'enableSuperuserAccess', 'env', 'envFrom', 'imageCatalogRef'].map(same),
  ...['imageName', 'imagePullSecrets', 'instances', 'logLevel', 'postgresql', 'priorityClassName'].map(same),
  ...['primaryUpdateMethod', 'primaryUpdateStrategy', 'resources', 'storage', 'walStorage'].map(same),
];

function same(field: string): readonly [field: string, value: string] {
  return [`spec.${field}`, `cluster.${field}`];
}

/** @param base - the path of the values of the chart, which are these */
export function clusterOfValues(base: string, values: Values, cluster: Manifest): ValuesCluster {
  return { cluster, values, base, pathOf: pathsBelow(base, values, cluster) };
}

function pathsBelow(base: string, values: Values, cluster: Manifest): ValuesCluster['pathOf'] {
  const isChosen = at(cluster, 'spec.imageName') !== OWN_IMAGE;
  return (path) => {
    // Of an archive that the chart makes, what is missed is a schedule.
    if (path === 'spec.backup' || path === 'spec.plugins') {
      const key = isOn(at(values, 'backups.enabled')) ? 'scheduledBackups' : 'enabled';
      return mayLackBackups(values) ? `${base}.backups.${key}` : undefined;
    }
    if (path === 'spec.imageName' && !isChosen) return undefined;
    if (path === 'spec.imageName' && !text(at(values, 'cluster.imageName'))) return `${base}.version.postgresql`;
    const source = SOURCES.find(
      ([field]) => path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`),
    );
    return source && `${base}.${source[1]}${path.slice(source[0].length)}`;
  };
}

/** A replica has those of its source, and a plugin may be given as it is. */
function mayLackBackups({ mode, cluster }: Values): boolean {
  return [undefined, 'standalone', 'recovery'].includes(text(mode)) && record(cluster).plugins === undefined;
}
