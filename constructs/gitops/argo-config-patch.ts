import { ARGO_NAMESPACE } from './argo-application';
import { argoHealth } from './argo-health';
import { argoNotifications } from './argo-notifications';

/** A part of a ConfigMap that somebody else owns. */
export interface ConfigMapPatch {
  readonly apiVersion: 'v1';
  readonly kind: 'ConfigMap';
  /** Which ConfigMap it is laid over. */
  readonly metadata: { readonly name: string; readonly namespace: string };
  /** Its keys alone: all others stay. */
  readonly data: Readonly<Record<string, string>>;
}

/** What this library has to say in Argo CD's own configuration. */
export interface ArgoConfigPatches {
  /** Over `argocd-cm`: {@link argoHealth}. */
  readonly config: ConfigMapPatch;
  /** Over `argocd-notifications-cm`: {@link argoNotifications}. */
  readonly notifications: ConfigMapPatch;
}

/**
 * Patches for Argo CD's ConfigMaps. They are patches and no objects: the ConfigMaps come with Argo CD, and who applied them whole would take
 * its settings away. Emit them with {@link Application.files}, and apply each with
 * `kubectl patch configmap <name> -n argocd --type merge --patch-file <file>`, or list it under `patches` of the kustomization that
 * installs Argo CD.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/argocd-cm-yaml/
 */
export function argoConfigPatches(): ArgoConfigPatches {
  return {
    config: patch('argocd-cm', argoHealth()),
    notifications: patch('argocd-notifications-cm', argoNotifications()),
  };
}

function patch(name: string, data: Record<string, string>): ConfigMapPatch {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: ARGO_NAMESPACE }, data };
}
