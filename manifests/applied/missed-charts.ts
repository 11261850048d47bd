import { CLUSTER_CHART } from '../helm/cluster-source';
import type { Document } from '../object/document';
import { isOfCnpgGroup } from '../object/manifest';
import type { ChartRelease } from './releases';

/** How CNPG's projects, their charts and their objects call themselves. */
const OF_CNPG = /cnpg|cloudnative-?pg|barman|object-?store/i;
const OF_DATABASE = /cnpg|postgres|\bpg\b|database|\bdb\b/i;

/**
 * Whether a chart elsewhere may hold databases or what they refer to. The chart of an application names nothing of CNPG's; one of unknown
 * source or with the name of a database may hold what is referred to in its namespace.
 * @param objects - all that is known
 */
export function isMissed(release: ChartRelease, objects: readonly Document[]): boolean {
  const { chart, repository, namespace, values } = release;
  const source = `${repository ?? ''}/${chart ?? ''}`;
  if (chart === CLUSTER_CHART || OF_CNPG.test(source) || OF_CNPG.test(JSON.stringify(values))) return true;
  if (repository !== undefined && !OF_DATABASE.test(chart ?? source)) return false;
  return namespace === undefined || objects.some((each) => isOfDatabase(each) && mayBeIn(each, namespace));
}

function isOfDatabase({ manifest }: Document): boolean {
  return manifest !== undefined && isOfCnpgGroup(manifest);
}

function mayBeIn({ manifest, unknown = [] }: Document, namespace: string): boolean {
  const own = manifest?.metadata.namespace;
  return own === undefined || own === namespace || unknown.some(({ path }) => path.join('.') === 'metadata.namespace');
}
