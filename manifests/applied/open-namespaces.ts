import type { Document } from '../object/document';
import { text } from '../object/manifest';
import { isClusterScoped } from './cluster-scoped';

/** Whatever the one who applies it says. */
const ANY = '{{namespace}}';

/**
 * Objects without a namespace, beside others that name one: whoever applies them may send them there. Where none is named, all go to the
 * same place, whichever that is.
 */
export function withOpenNamespaces(documents: readonly Document[]): Document[] {
  const stated = documents
    .map(({ manifest }) => text(manifest?.metadata.namespace))
    .find((name) => (name ?? '') !== '');
  if (stated === undefined) return [...documents];
  return documents.map((document) => {
    const { manifest, unknown = [] } = document;
    const isOpen = manifest !== undefined && !manifest.metadata.namespace && !isClusterScoped(manifest);
    if (!isOpen || hasOpenNamespace(document)) return document;
    return { ...document, unknown: [...unknown, { path: ['metadata', 'namespace'], sample: stated, text: ANY }] };
  });
}

/** Whether the manifest leaves its namespace to whoever applies it. */
export function hasOpenNamespace({ manifest, unknown = [] }: Document): boolean {
  return !manifest?.metadata.namespace && unknown.some(({ path }) => path.join('.') === 'metadata.namespace');
}
