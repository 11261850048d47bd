import { assigned, assignmentOf, piecesIn, sampleOf } from '../../manifests/applied/holes';
import type { Document, Unknown } from '../../manifests/object/document';
import { at, namespaceOf, text } from '../../manifests/object/manifest';
import type { Violation } from '../../manifests/object/violation';
import { couldBe, filledIn } from './sampled';

/** A text on which a finding depends, and the namespace in which it is meant. */
export interface Mention {
  readonly text: string;
  readonly namespace: string;
}

/** Below the path of a finding: the labels of a selector, not the whole of a Cluster. */
const MOST_TEXTS = 10;
const MOST_NAMESPACES = 10;

/**
 * The texts of which a finding speaks: its values, and the name of its object.
 * @param namespaces - those in which an object may be whose namespace is not known
 */
export function mentionsIn(document: Document, { path }: Violation, namespaces: readonly string[]): Mention[] {
  const { manifest } = filledIn(document);
  if (manifest === undefined) return [];
  const values = path === null ? [] : textsBelow(at(manifest, path.replace(/\[(\d+)\]/g, '.$1')));
  const texts = new Set([...values, text(manifest.metadata.name) ?? '', namespaceOf(manifest)]);
  const isOpen = document.unknown?.some(isNamespace);
  return [...texts].flatMap((each) =>
    (isOpen ? namespaces : [namespaceOf(manifest)]).map((namespace) => ({ text: each, namespace })),
  );
}

/** The namespaces that are named. */
export function namedNamespaces(documents: readonly Document[]): string[] {
  return [...new Set(documents.flatMap((each) => knownNamespace(each) ?? []))].slice(0, MOST_NAMESPACES);
}

function textsBelow(value: unknown): string[] {
  const found: string[] = [];
  const walk = (each: unknown): void => {
    if (found.length > MOST_TEXTS) return;
    if (typeof each === 'string' || typeof each === 'number') found.push(`${each}`);
    else if (typeof each === 'object' && each !== null) Object.values(each).forEach(walk);
  };
  walk(value);
  return found.length > MOST_TEXTS ? [] : found;
}

/**
 * What an object is if its unknown texts are what is mentioned, as far as they can be: an ObjectStore `${APP}-store` may be the `shop-store`
 * that a Cluster misses. The document itself if nothing fits.
 */
export function possibleForm(document: Document, mention: Mention): Document {
  const unknown = document.unknown ?? [];
  const assignment = new Map<string, string>();
  for (const each of unknown) {
    const value = isNamespace(each) ? mention.namespace : mention.text;
    const found = each.text && couldBe(document, each.path, value) && assignmentOf(each.text, value);
    for (const [piece, value] of found || []) if (!assignment.has(piece)) assignment.set(piece, value);
  }
  if (assignment.size === 0) return document;
  const sampled = unknown.map((each) => (each.text ? { ...each, sample: assigned(each.text, assignment) } : each));
  return { ...document, unknown: sampled };
}

/** The namespace of an object; undefined if it may be any. */
export function knownNamespace({ manifest, unknown = [] }: Document): string | undefined {
  return unknown.some(isNamespace) ? undefined : text(manifest?.metadata.namespace);
}

/** Whether a text is open, and no namespace. */
export function isOtherText(unknown: Unknown): boolean {
  return unknown.text !== undefined && !isNamespace(unknown);
}

function isNamespace({ path }: Unknown): boolean {
  return path.length === 2 && path[0] === 'metadata' && path[1] === 'namespace';
}

/** Puts what was written back into texts that speak of samples. */
export function withoutSamples(documents: readonly Document[]): (said: string) => string {
  const pieces = new Map(
    documents.flatMap(({ unknown = [] }) =>
      unknown.flatMap((each) => (each.text && each.sample === sampleOf(each.text) ? piecesIn(each.text) : [])),
    ),
  );
  // The longest first: one may begin another.
  const sorted = [...pieces].sort(([a], [b]) => b.length - a.length);
  return (said) => sorted.reduce((message, [piece, hole]) => message.replaceAll(piece, () => hole), said);
}
