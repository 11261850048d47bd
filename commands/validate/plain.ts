import { statSync } from 'node:fs';
import { isClusterScoped } from '../../manifests/applied/cluster-scoped';
import { mayHaveHoles } from '../../manifests/applied/holes';
import type { SeenTarget } from '../../manifests/installations/seen-target';
import type { Document } from '../../manifests/object/document';
import { groupOf, type Manifest } from '../../manifests/object/manifest';
import type { Violation } from '../../manifests/object/violation';
import { kustomizationsAbove } from './kustomizations-above';

/** A file that was read, by the name that the user sees. */
export interface Read {
  readonly name: string;
  /** Where it lies, or would lie. @default - where its name says */
  readonly at?: string;
  readonly documents: readonly Document[];
  readonly content: () => Uint8Array;
}

export interface Judged {
  /** The documents by the versions that they were judged for. */
  readonly parts: readonly SeenTarget[];
  readonly documents: readonly Document[];
  readonly violations: readonly Violation[];
}

/** Groups whose objects decide what others mean: where they go, and who applies them. */
const DECIDING = new Set(['argoproj.io', 'kustomize.toolkit.fluxcd.io']);

/** Whether these are files that are applied as they are, so that nothing has to be found out about them. */
export function areSettled(sources: readonly string[], files: readonly Read[]): boolean {
  if (sources.some((source) => source !== '-' && statSync(source).isDirectory())) return false;
  if (sources.some((source) => source !== '-' && [...kustomizationsAbove(source)].length > 0)) return false;
  return areSettledDocuments(files.flatMap((file) => file.documents));
}

/** Whether nothing decides about these objects but what they say themselves. */
export function areSettledDocuments(documents: readonly Document[]): boolean {
  const named = documents.filter(({ manifest }) => manifest?.metadata.namespace);
  const isMixed = named.length > 0 && documents.some(({ manifest }) => manifest && isOpen(manifest));
  return !isMixed && documents.every((document) => isSettled(document));
}

function isOpen(manifest: Manifest): boolean {
  return !manifest.metadata.namespace && !isClusterScoped(manifest);
}

/** What has no plain name may be a template, or a file for a program; SOPS encrypts values. */
function isSettled({ manifest, findings = [] }: Document): boolean {
  if (manifest === undefined) return findings.length === 0;
  const { name } = manifest.metadata;
  if (typeof name !== 'string' || name.includes('{{') || manifest.sops !== undefined) return false;
  return !(DECIDING.has(groupOf(manifest.apiVersion)) || hasUnknown(manifest));
}

function hasUnknown(value: unknown): boolean {
  if (typeof value === 'string') return mayHaveHoles(value);
  if (typeof value !== 'object' || value === null) return false;
  // There are thousands of objects in a fleet: no list is made of the values of each.
  for (const key in value) if (hasUnknown((value as Record<string, unknown>)[key])) return true;
  return false;
}
