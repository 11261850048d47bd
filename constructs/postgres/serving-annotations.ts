import { type ApiObjectMetadataDefinition, Lazy } from 'cdk8s';
import { SERVES_FOR_ANNOTATION, SERVING_ANNOTATION } from '../../values/cnpg/cnpg-metadata';
import type { PostgresCluster } from './cluster';
import { isDropped } from './companions';

interface Clients {
  /** Whether anything leads to the cluster that serves. */
  readonly isReached: () => boolean;
  /** Whether anything has been connected to one in whose place it serves. */
  readonly areLeftBehind: () => boolean;
}

/**
 * Says of a cluster while nothing leads to it, once its clients are known: that some are left behind, or that all must be elsewhere. Rules
 * read it.
 * @param before - the clusters in whose place it serves
 */
export function annotateServing(
  metadata: ApiObjectMetadataDefinition,
  before: readonly PostgresCluster[],
  { isReached, areLeftBehind }: Clients,
): void {
  const annotate = (annotation: string, text: () => string | undefined) =>
    metadata.addAnnotation(annotation, Lazy.any({ produce: () => (isReached() ? undefined : text()) }) as string);
  const names = () => before.filter((cluster) => !isDropped(cluster)).map(({ name }) => name);
  annotate(SERVING_ANNOTATION, () => (areLeftBehind() ? 'unreached' : undefined));
  annotate(SERVES_FOR_ANNOTATION, () => (areLeftBehind() ? undefined : names().join(' ') || undefined));
}
