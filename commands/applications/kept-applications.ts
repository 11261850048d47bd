import type { Application } from '../../constructs/index';
import type { Rendered } from '../../manifests/files/render';
import type { Manifest } from '../../manifests/object/manifest';
import type { OwnFindings } from '../../rules/engine/ask';

/** What an application came to by itself: its objects, and what was found in each without a look at others. */
export interface KeptApplication {
  readonly rendered: readonly Rendered[];
  readonly own: readonly (OwnFindings | null)[];
}

/** What an earlier run has left, of applications and targets that are the same and on the same day. */
export interface KeptApplications {
  of(application: Application): KeptApplication | undefined;
  /** What was found in the kustomization of a folder, if it is the same. */
  ofKustomization(file: string, manifest: Manifest): OwnFindings | undefined;
  /** The text of a file with so many objects, all of them of kept applications. */
  textOf(file: string, objects: number): string | undefined;
}

export const NOTHING_KEPT: KeptApplications = {
  of: () => undefined,
  ofKustomization: () => undefined,
  textOf: () => undefined,
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
