import { expect, it } from 'vitest';
import { listedApplications } from '../../../manifests/applied/application-sets';
import { at, type Manifest } from '../../../manifests/object/manifest';

const set = (generators: unknown): Manifest => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'ApplicationSet',
  metadata: { name: 'all', namespace: 'argocd' },
  spec: {
    generators,
    template: {
      metadata: { name: '{{name}}-db' },
      spec: {
        source: { path: 'db/{{ .values.env }}', more: ['{{ if .a }}', 1] },
        destination: { namespace: '{{none}}' },
      },
    },
  },
});
const applicationsOf = (generators: unknown) =>
  listedApplications({ manifest: set(generators), file: 'a.yaml', document: 0 })?.map(({ manifest }) => manifest);

it('the elements of a list are Applications, with what is no name left as it is', () => {
  const elements = [{ name: 'shop', values: { env: 'prod' } }, { name: 'bank' }];
  const [shop, bank] = applicationsOf([{ list: { elements } }]) ?? [];
  expect(shop?.kind).toBe('Application');
  expect(shop?.metadata).toEqual({ name: 'shop-db', namespace: 'argocd' });
  expect(at(shop, 'spec.source')).toEqual({ path: 'db/prod', more: ['{{ if .a }}', 1] });
  expect(at(bank, 'spec.source.path')).toBe('db/{{ .values.env }}');
  expect(at(bank, 'spec.destination.namespace')).toBe('{{none}}');
});

it.each([
  ['of clusters', [{ clusters: {} }]],
  ['of a list and others', [{ list: { elements: [] } }, { clusters: {} }]],
  ['of a matrix', [{ matrix: { generators: [{ list: { elements: [] } }] } }]],
  ['of nothing', []],
  ['of anything', 5],
])('only Argo CD knows those %s', (_, generators) => {
  expect(applicationsOf(generators)).toBeUndefined();
});
