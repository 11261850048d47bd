import { oneOf } from '../../values/text/keys';
/**
 * What Argo CD may do to an object that is no longer in git:
 * - `deny`: neither prune it nor delete it with its Application; the object stays, shown as out of sync, until somebody deletes it by hand
 * - `confirm`: only after a person has confirmed (annotation `argocd.argoproj.io/deletion-approved`)
 * - `none`: prune and delete as usual
 *
 * Deleting a Cluster deletes its volumes (cloudnative-pg#8442), so what holds state is denied by default.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/
 */
export type Protection = 'deny' | 'confirm' | 'none';

const SYNC_OPTIONS: Record<Protection, string | undefined> = {
  deny: 'Prune=false,Delete=false',
  confirm: 'Prune=confirm,Delete=confirm',
  none: undefined,
};

/** Several options stand in it, with commas between them. */
export const SYNC_OPTIONS_ANNOTATION = 'argocd.argoproj.io/sync-options';

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

/** The annotations by which Argo CD protects and orders an object. */
export function argoAnnotations(options: { protection?: Protection; wave?: number }): Record<string, string> {
  const annotations: Record<string, string> = {};
  const sync = SYNC_OPTIONS[options.protection ?? 'none'];
  if (sync !== undefined) annotations[SYNC_OPTIONS_ANNOTATION] = sync;
  if (options.wave !== undefined && options.wave !== 0) annotations['argocd.argoproj.io/sync-wave'] = `${options.wave}`;
  return annotations;
}
