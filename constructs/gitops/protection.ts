import { oneOf } from '../../values/text/keys';
import type { GitOps } from './gitops';

/**
 * What Argo CD or Flux may do to an object that is no longer in git:
 * - `deny`: neither prune it nor delete it with its Application or Kustomization; the object stays until somebody deletes it by hand
 * - `confirm`: only after a person has confirmed (annotation `argocd.argoproj.io/deletion-approved`); Flux cannot ask, so there it is `deny`
 * - `none`: prune and delete as usual
 *
 * Deleting a Cluster deletes its volumes (cloudnative-pg#8442), so what holds state is denied by default.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#controlling-the-apply-behavior-of-resources
 */
export type Protection = 'deny' | 'confirm' | 'none';

const SYNC_OPTIONS: Record<Protection, string | undefined> = {
  deny: 'Prune=false,Delete=false',
  confirm: 'Prune=confirm,Delete=confirm',
  none: undefined,
};

/** Several options stand in it, with commas between them. */
export const SYNC_OPTIONS_ANNOTATION = 'argocd.argoproj.io/sync-options';

const FLUX_PRUNE = 'kustomize.toolkit.fluxcd.io/prune';
const FLUX_FORCE = 'kustomize.toolkit.fluxcd.io/force';

/** Order of appearance in one sync of Argo CD: lower first, each healthy before the next. Clusters are in the last wave, 0, which is not waited for. */
export const SyncWave = {
  /** Namespaces, before all that lives in them. */
  NAMESPACE: -3,
  /** Service accounts, network policies and credentials. */
  PREREQUISITE: -2,
  /** Object stores and image catalogs: a Cluster whose store is missing never bootstraps. */
  STORE: -1,
  /** Clusters and everything that depends on one. */
  CLUSTER: 0,
} as const;

/** The texts of {@link Protection}. */
export const PROTECTION = oneOf<Protection>({ deny: true, confirm: true, none: true });

/** How an object is protected, and when it is applied. */
export interface SyncBehaviour {
  /** @default 'none' */
  readonly protection?: Protection;
  /** @default 0 */
  readonly wave?: number;
}

/** The annotations of an object by which the engine that applies it protects and orders it. Flux orders whole Kustomizations only. */
export function gitOpsAnnotations(gitops: GitOps, options: SyncBehaviour): Record<string, string> {
  if (gitops === 'argocd') return argoAnnotations(options);
  const isProtected = (options.protection ?? 'none') !== 'none';
  // A change that is refused as invalid is never a reason to delete the object and make an empty one.
  return isProtected ? { [FLUX_PRUNE]: 'disabled', [FLUX_FORCE]: 'disabled' } : {};
}

/** Whether annotations keep an object from being pruned, without anybody being asked. */
export function isKept(annotations: Readonly<Record<string, unknown>>): boolean {
  const options = annotations[SYNC_OPTIONS_ANNOTATION];
  return annotations[FLUX_PRUNE] === 'disabled' || `${options ?? ''}`.split(',').includes('Prune=false');
}

/** The annotations by which Argo CD protects and orders an object. */
export function argoAnnotations(options: SyncBehaviour): Record<string, string> {
  const annotations: Record<string, string> = {};
  const sync = SYNC_OPTIONS[options.protection ?? 'none'];
  if (sync !== undefined) annotations[SYNC_OPTIONS_ANNOTATION] = sync;
  if (options.wave !== undefined && options.wave !== 0) annotations['argocd.argoproj.io/sync-wave'] = `${options.wave}`;
  return annotations;
}
