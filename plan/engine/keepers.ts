import { FLUX, isFluxSwitch, isSetForAll, kustomizationsOf } from '../../manifests/flux/flux';
import { type Manifest, record, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { namesOf } from './object-names';

const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';
const HELM = 'helm.sh/resource-policy';

/** Annotations that protect an object from deletion when it leaves git. */
export const PROTECTIONS = [SYNC_OPTIONS, `${FLUX}/prune`, `${FLUX}/reconcile`, HELM];

/** The words before the effect of a removal: who does not delete the object, or asks first; empty if it is not protected. */
export function keptBy(manifest: Manifest): string {
  const left = 'leaves it in the cluster';
  const until = 'unmanaged, until it is deleted by hand. Then ';
  if (isOption(manifest, 'Prune=false')) return `Argo CD ${left} (Prune=false), out of sync and ${until}`;
  if (isOption(manifest, 'Prune=confirm')) return 'Argo CD asks before it prunes it (Prune=confirm). Then ';
  if (isFluxSwitch(manifest, 'prune', 'disabled')) return `Flux ${left} (${FLUX}/prune: disabled), ${until}`;
  if (isFluxSwitch(manifest, 'reconcile', 'disabled')) return `Flux ${left} (${FLUX}/reconcile: disabled), ${until}`;
  if (annotation(manifest, HELM) === 'keep') {
    return `Helm ${left} (${HELM}: keep), ${HELM_KEEPS_FROM_ARGO}, and ${until}`;
  }
  return '';
}

const FLUX_REFUSED = 'Flux, because the change is refused,';

// Argo CD reads it as Delete=false: it applies when the Application is deleted.
const HELM_KEEPS_FROM_ARGO = 'if Helm itself installs it; Argo CD would still prune it';

/** Whether an annotation keeps the object from deletion, or asks first, when it leaves git. */
export function isProtected(manifest: Manifest): boolean {
  return keptBy(manifest) !== '';
}

/** The tool that deletes the object and creates it again instead of changing it, with the option for that; undefined if there is none. */
export function replacerOf(
  manifest: Manifest,
  isRefused: boolean,
  objects: Index,
): { who: string; path: string; option: string } | undefined {
  if (isOption(manifest, 'Force=true')) {
    return { who: 'Argo CD', path: `metadata.annotations[${SYNC_OPTIONS}]`, option: 'Force=true' };
  }
  // Flux takes every "invalid" answer for an immutable field, including that of a webhook.
  if (!isRefused || isFluxSwitch(manifest, 'force', 'disabled')) return undefined;
  const kustomizations = kustomizationsOf(manifest, objects);
  if (!isFluxSwitch(manifest, 'force', 'enabled')) {
    if (!isSetForAll(kustomizations, 'force')) return undefined;
    return { who: FLUX_REFUSED, path: 'metadata.annotations', option: `force: true in ${namesOf(kustomizations)}` };
  }
  const where = annotation(manifest, `${FLUX}/force`) === 'enabled' ? 'annotations' : 'labels';
  return {
    who: FLUX_REFUSED,
    path: `metadata.${where}[${FLUX}/force]`,
    option: 'force: enabled',
  };
}

/** Whether Flux ignores changes of an existing object. */
export function isLeftByFlux(manifest: Manifest): boolean {
  return (
    isFluxSwitch(manifest, 'reconcile', 'disabled') ||
    ['IfNotPresent', 'Ignore'].some((ssa) => isFluxSwitch(manifest, 'ssa', ssa))
  );
}

function isOption(manifest: Manifest, option: string): boolean {
  const options = annotation(manifest, SYNC_OPTIONS) ?? '';
  return options.split(',').some((word) => word.trim() === option);
}

function annotation({ metadata }: Manifest, key: string): string | undefined {
  return text(record(metadata.annotations)[key]);
}
