import {
  FLUX,
  isFluxSwitch,
  isSetForAll,
  kustomizationsOf,
  leftAloneBy,
  unprunedSwitchOf,
} from '../../manifests/flux/flux';
import { HELM_POLICY, isKeptByHelm } from '../../manifests/helm/kept';
import { Kind } from '../../manifests/object/kinds';
import { type Manifest, record, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { namesOf } from './object-names';

const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';

const PROTECTING = ['Prune=false', 'Prune=confirm'];

/** Annotations that protect an object from deletion when it leaves git. */
export const PROTECTIONS = [SYNC_OPTIONS, `${FLUX}/prune`, `${FLUX}/reconcile`, `${FLUX}/ssa`, HELM_POLICY];

/**
 * The words before the effect of a removal: who does not delete the object, or asks first; empty if it is not protected.
 * @param objects - the objects of the run, which tell the engine
 */
export function keptBy(manifest: Manifest, objects: Index): string {
  const left = 'leaves it in the cluster';
  const until = 'unmanaged, until it is deleted by hand. Then ';
  if (isOption(manifest, 'Prune=false')) return `Argo CD ${left} (Prune=false), out of sync and ${until}`;
  if (isOption(manifest, 'Prune=confirm')) return 'Argo CD asks before it prunes it (Prune=confirm). Then ';
  const unpruned = unprunedSwitchOf(manifest);
  if (unpruned !== undefined) return `Flux ${left} (${FLUX}/${unpruned}), ${until}`;
  if (!isKeptByHelm(manifest)) return '';
  return `Helm ${left} (${HELM_POLICY}: keep), if Helm itself installs it; ${otherThanHelm(objects)} would still prune it, and ${until}`;
}

/**
 * The words before the effect of a deletion with the Application; empty if nothing keeps the object from it: what keeps it from being pruned does
 * not.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#no-resource-deletion
 */
export function keptFromCascade(manifest: Manifest): string {
  const option = isOption(manifest, 'Delete=false') ? 'Delete=false' : undefined;
  const by = option ?? (isKeptByHelm(manifest) ? `${HELM_POLICY}: keep` : undefined);
  if (by !== undefined)
    return `Argo CD leaves it in the cluster (${by}), unmanaged, until it is deleted by hand. Then `;
  return isOption(manifest, 'Delete=confirm') ? 'Argo CD asks before it deletes it (Delete=confirm). Then ' : '';
}

/** Argo CD reads `keep` as Delete=false, which is for the deletion of the Application, and a Kustomization of Flux does not read it. */
function otherThanHelm(objects: Index): string {
  const [argo, flux] = [Kind.APPLICATION, Kind.FLUX_KUSTOMIZATION].map((kind) => objects.all(kind).length > 0);
  if (argo === flux) return 'Argo CD or a Kustomization of Flux';
  return argo ? 'Argo CD' : 'a Kustomization of Flux';
}

const FLUX_REFUSED = 'Flux, because the change is refused,';

/** Whether Argo CD does not prune the object, or asks first. */
export function isProtectedFromArgo(manifest: Manifest): boolean {
  return PROTECTING.some((option) => isOption(manifest, option));
}

/** Whether an annotation keeps the object from deletion, or asks first, when it leaves git. */
export function isProtected(manifest: Manifest): boolean {
  return isProtectedFromArgo(manifest) || unprunedSwitchOf(manifest) !== undefined || isKeptByHelm(manifest);
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
  if (!isRefused || isFluxSwitch(manifest, 'force', 'disabled') || leftAloneBy(manifest)) return undefined;
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

function isOption(manifest: Manifest, option: string): boolean {
  const options = annotation(manifest, SYNC_OPTIONS) ?? '';
  return options.split(',').some((word) => word.trim() === option);
}

function annotation({ metadata }: Manifest, key: string): string | undefined {
  return text(record(metadata.annotations)[key]);
}
