import type { Application } from '../../constructs/index';
import type { Placed } from '../../manifests/files/layout';
import type { Rendered } from '../../manifests/files/render';
import type { Manifest } from '../../manifests/object/manifest';
import type { Finding } from '../../manifests/object/violation';
import type { OwnFindings, Reopened } from '../../rules/engine/ask';
import type { RenderedApplication } from './render-application';

/** What an application came to: its objects, and what was found in each. */
export interface KeptApplication extends RenderedApplication {
  readonly own: readonly (OwnFindings | null)[];
}

/** What an earlier run has left, of applications and targets that are the same and on the same day. */
export interface KeptApplications {
  of(application: Application): KeptApplication | undefined;
  /** What was found in the kustomization of a folder, if it is the same. */
  ofKustomization(file: string, manifest: Manifest): OwnFindings | undefined;
  /** Who looked at objects of other applications, and has to be asked again among those that there are now. */
  reopened(rendered: ReadonlyMap<Application, readonly Rendered[]>, kustomizations: readonly Placed[]): Reopened;
  /** The text of a file with so many objects, all of them of kept applications. */
  textOf(file: string, objects: number): string | undefined;
}

export const NOTHING_KEPT: KeptApplications = {
  of: () => undefined,
  ofKustomization: () => undefined,
  reopened: () => () => true,
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

/**
 * Findings as they are kept: a hint without its words, which neither `synth` nor `check` prints. There are a dozen at each database, and of a
 * fleet they are half of what is in memory.
 */
export function withoutHints({ alone, amongOthers }: OwnFindings): OwnFindings {
  return {
    alone: alone.map(shortened),
    amongOthers: amongOthers.map(([name, findings]) =>
      findings.length === 0 ? silent(name) : [name, findings.map(shortened)],
    ),
  };
}

function shortened(finding: Finding): Finding {
  return finding.severity === 'info' ? { ...finding, message: '', fix: null } : finding;
}

const silence = new Map<string, OwnFindings['amongOthers'][number]>();

function silent(name: string): OwnFindings['amongOthers'][number] {
  const known = silence.get(name) ?? [name, []];
  silence.set(name, known);
  return known;
}
