import type { Applier } from '../../manifests/object/document';
import type { Manifest } from '../../manifests/object/manifest';
import { plan } from '../../plan';
import { NOW } from './objects';

export type Json = Record<string, unknown>;

export const made = (apiVersion: string, kind: string, name: string, more: Json, namespace = 'shop'): Manifest => ({
  apiVersion,
  kind,
  metadata: { name, namespace },
  ...more,
});

/** The first field of the change of this object. @param appliers - pairs of what is applied and who does it */
export function said(
  before: Manifest[],
  after: Manifest[],
  [first]: Manifest[],
  appliers: [Manifest, Manifest][] = [],
) {
  const engine = (manifest: Manifest): Applier => ({
    engine: manifest.kind === 'Application' ? 'Argo CD' : manifest.kind === 'HelmRelease' ? 'Helm' : 'Flux',
    manifest,
  });
  const { changes } = plan(before, after, {
    now: NOW,
    appliers: new Map(appliers.map(([object, by]) => [object, engine(by)])),
  });
  const change = changes.find(({ kind, name }) => kind === first?.kind && name === first.metadata.name);
  return change?.fields[0];
}
