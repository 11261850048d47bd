/**
 * Whether every Kubernetes cluster has a namespace by itself. It is nobody's to declare, to restrict or to delete.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
 */
export function isSystemNamespace(name: string): boolean {
  return name === 'default' || name.startsWith('kube-');
}

/** Where Flux runs; its own objects are there, unless they say otherwise. */
export const FLUX_NAMESPACE = 'flux-system';
