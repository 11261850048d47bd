import { Kind } from '../object/kinds';
import { at, type Manifest, record } from '../object/manifest';
import type { Index } from '../object/object-index';

/** The prefix of Flux' switches: `prune`, `force`, `ssa`, `reconcile`. */
export const FLUX = 'kustomize.toolkit.fluxcd.io';

/** Whether an object sets a switch of Flux, which reads them from annotations and labels. */
export function isFluxSwitch({ metadata: { annotations, labels } }: Manifest, key: string, value: string): boolean {
  return [annotations, labels].some(
    (each) => String(record(each)[`${FLUX}/${key}`]).toLowerCase() === value.toLowerCase(),
  );
}

/**
 * The Flux Kustomizations that apply this object: the one of which that is known or, where nobody is known to apply it, all those of a run
 * without Argo CD.
 */
export function kustomizationsOf(manifest: Manifest, index: Index): readonly Manifest[] {
  const applier = index.applierOf(manifest);
  if (applier !== undefined) return applier.engine === 'Flux' ? [applier.manifest] : [];
  return index.all(Kind.APPLICATION).length > 0 ? [] : index.all(Kind.FLUX_KUSTOMIZATION);
}

/** Whether each Kustomization that may apply the object sets a field of its spec to true. */
export function isSetForAll(kustomizations: readonly Manifest[], field: 'prune' | 'force'): boolean {
  return kustomizations.length > 0 && kustomizations.every((each) => at(each, `spec.${field}`) === true);
}
