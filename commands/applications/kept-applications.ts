import type { Application } from '../../constructs/index';
import type { Rendered } from '../../manifests/files/render';
import type { Manifest } from '../../manifests/object/manifest';
import type { OwnFindings, Reopened } from '../../rules/engine/ask';
import type { PlacedDocument } from './placed-documents';
import type { RenderedApplication } from './render-application';

/** What an application came to: its objects, and what was found in each. */
export interface KeptApplication extends RenderedApplication {
  readonly own: readonly (OwnFindings | null)[];
}

/** What an earlier run has left, of applications and targets that are the same and on the same day. */
export interface KeptApplications {
  of(application: Application): KeptApplication | undefined;
  /** What was found in the kustomization of a folder, if it is the same. */
  ofKustomization(path: string, manifest: Manifest): OwnFindings | undefined;
  /** Who looked at objects of other applications, and has to be asked again among those that there are now. */
  reopened(
    rendered: ReadonlyMap<Application, readonly Rendered[]>,
    kustomizations: readonly PlacedDocument[],
  ): Reopened;
}

export const NOTHING_KEPT: KeptApplications = {
  of: () => undefined,
  ofKustomization: () => undefined,
  reopened: () => () => true,
};

/** The findings of the objects that were kept. */
export function ownFindings(kept: Iterable<KeptApplication>): Map<Manifest, OwnFindings> {
  const findings = new Map<Manifest, OwnFindings>();
  for (const { rendered, own } of kept) {
    rendered.forEach(({ manifest }, i) => {
      const known = own[i];
      if (known != null) findings.set(manifest, known);
    });
  }
  return findings;
}
