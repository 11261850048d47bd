import { at, record, text } from '../object/manifest';

/** The chart of CNPG's that makes a Cluster. */
export const CLUSTER_CHART = 'cluster';

/** How CNPG's repositories call themselves, and who mirrors them: https://cloudnative-pg.github.io/charts, oci://ghcr.io/cloudnative-pg/charts. */
const OF_CNPG = /cnpg|cloudnative-?pg/i;

/** All values at the top of CNPG's chart `cluster`. */
const VALUES = new Set([
  ...[
    'nameOverride',
    'fullnameOverride',
    'namespaceOverride',
    'type',
    'mode',
    'version',
    'cluster',
    'recovery',
    'replica',
  ],
  ...['backups', 'poolers', 'databases', 'imageCatalog'],
  // The condition of a dependency.
  'enabled',
]);
/** Those that charts called `cluster` of others, such as one that makes a Kubernetes cluster, do not have. */
const OWN = [
  ...['version.postgresql', 'backups', 'poolers', 'imageCatalog'],
  ...['instances', 'imageName', 'imageCatalogRef', 'initdb', 'postgresql', 'walStorage', 'superuserSecret'].map(
    (key) => `cluster.${key}`,
  ),
];
const TYPE = /^(?:postgresql|postgis|timescaledb)$/;

/** Whether a source is called as CNPG's: an address, or the name of an object with one. */
export function isSourceOfCnpg(source: string | undefined): boolean {
  return source !== undefined && OF_CNPG.test(source);
}

/** Whether a chart that files name is CNPG's, by its name and its own address: of a mirror too little is known. */
export function isChartOfCnpg(name: unknown, repository: unknown): boolean {
  return name === CLUSTER_CHART && /cloudnative-pg/.test(text(repository) ?? '');
}

/**
 * Whether a chart `cluster` is CNPG's, by its source or by its values. A mirror may have any address, and others have a chart of that name: where
 * the source does not say whose it is, its values do.
 */
export function isOfCnpg(source: string | undefined, values: unknown): boolean {
  return isSourceOfCnpg(source) || areOfClusterChart(values);
}

function areOfClusterChart(values: unknown): boolean {
  return (
    Object.keys(record(values)).every((key) => VALUES.has(key)) &&
    (TYPE.test(text(at(values, 'type')) ?? '') || OWN.some((path) => at(values, path) !== undefined))
  );
}
