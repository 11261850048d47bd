export const kustomization = (spec: object, name = 'databases') => ({
  apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
  kind: 'Kustomization',
  metadata: { name, namespace: 'flux-system' },
  spec: { path: './databases', interval: '10m', ...spec },
});

/** A release of a chart of CNPG's. */
export const helmRelease = (chart: string, values: object, version?: string) => ({
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
  metadata: { name: 'shop-db', namespace: 'shop' },
  spec: { chart: { spec: { chart, version, sourceRef: { kind: 'HelmRepository', name: 'cnpg' } } }, values },
});

/** An object as a Kustomization leaves it in the cluster: labelled with its name. */
export function appliedAs<T extends { readonly metadata: object }>(object: T, name: string): T {
  const labels = { 'kustomize.toolkit.fluxcd.io/name': name, 'kustomize.toolkit.fluxcd.io/namespace': 'flux-system' };
  return { ...object, metadata: { ...object.metadata, labels } };
}
