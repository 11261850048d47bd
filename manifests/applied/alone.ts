import type { Document } from '../object/document';
import { Kind } from '../object/kinds';
import { at, groupKindOf, text } from '../object/manifest';
import { isClusterScoped } from './cluster-scoped';
import { withOpenNamespaces } from './open-namespaces';
import { substitute } from './variables';

/**
 * Documents that are not in a folder whose use is known. Objects without a namespace go where the engine among them sends its objects, if
 * there is only one such place.
 */
export function completedAlone(documents: readonly Document[]): Document[] {
  const destinations = new Set(documents.flatMap(destinationOf));
  const [destination] = destinations.size === 1 ? destinations : [];
  const completed = documents.map((document) => {
    const { manifest } = document;
    if (manifest === undefined) return document;
    const isOpen = destination !== undefined && !manifest.metadata.namespace && !isClusterScoped(manifest);
    const own = isOpen ? { ...manifest, metadata: { ...manifest.metadata, namespace: destination } } : manifest;
    const { manifest: filled, unknown } = substitute(own, undefined);
    return { ...document, manifest: filled, ...(unknown.length > 0 && { unknown }) };
  });
  return withOpenNamespaces(completed);
}

function destinationOf({ manifest }: Document): string[] {
  if (manifest === undefined) return [];
  const kind = groupKindOf(manifest);
  const path = kind === Kind.APPLICATION ? 'spec.destination.namespace' : 'spec.targetNamespace';
  const isEngine = kind === Kind.APPLICATION || kind === Kind.FLUX_KUSTOMIZATION;
  return isEngine ? [text(at(manifest, path)) ?? ''].filter((name) => name !== '') : [];
}
