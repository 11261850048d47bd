import { describe, expect, it } from 'vitest';
import { generatedApplications } from '../../../manifests/applied/application-sets';
import { FileTree } from '../../../manifests/applied/file-tree';
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
  generatedApplications({ manifest: set(generators), file: 'a.yaml', document: 0 }, new FileTree([]))?.map(
    ({ manifest }) => manifest,
  );

it('the elements of a list are Applications, with what is no name left as it is', () => {
  const elements = [{ name: 'shop', values: { env: 'prod' } }, { name: 'bank' }];
  const [shop, bank] = applicationsOf([{ list: { elements } }]) ?? [];
  expect(shop?.kind).toBe('Application');
  expect(shop?.metadata).toMatchObject({ name: 'shop-db', namespace: 'argocd' });
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

describe('of git', () => {
  const tree = new FileTree(
    Object.entries({
      'geo/eu/c.yaml': 'a: 1',
      'geo/us_1/db/c.yaml': 'a: 1',
      'geo/old/c.yaml': 'a: 1',
      'envs/shop.yaml': 'db: {name: shop}\nsize: 3',
      'envs/more/two.json': '[{"db": {"name": "a"}}, {"db": {"name": "b"}}]',
    }).map(([path, text]) => ({ path, documents: [], content: () => Buffer.from(text) })),
  );
  const made = (generator: object, name: string, path = '{{path}}') => {
    const { spec, ...rest } = set([{ git: generator }]);
    const template = { metadata: { name }, spec: { source: { path } } };
    const manifest = { ...rest, spec: { ...(spec as object), template } };
    return generatedApplications({ manifest, file: 'a.yaml', document: 0 }, tree)?.map((each) => [
      each.manifest?.metadata.name,
      at(each.manifest, 'spec.source.path'),
    ]);
  };

  it.each([
    ['db-{{path.basename}}', '{{path}}', ['db-eu', 'geo/eu'], ['db-us_1', 'geo/us_1']],
    ['db-{{ .path.basename }}', '{{.path.path}}', ['db-eu', 'geo/eu'], ['db-us_1', 'geo/us_1']],
    ['{{path[0]}}-{{path[1]}}', '{{path}}', ['geo-eu', 'geo/eu'], ['geo-us_1', 'geo/us_1']],
    ['{{index .path.segments 1}}', '{{.path.path}}/x', ['eu', 'geo/eu/x'], ['us_1', 'geo/us_1/x']],
    ['{{path.basenameNormalized}}', 'db', ['eu', 'db'], ['us-1', 'db']],
    [
      '{{ .path.basename | upper }}',
      'db',
      ['{{ .path.basename | upper }}', 'db'],
      ['{{ .path.basename | upper }}', 'db'],
    ],
  ])('a directory is one: %s of %s', (name, path, eu, us) => {
    const directories = [{ path: 'geo/*' }, { path: 'geo/old', exclude: true }];
    expect(made({ directories }, name, path)).toEqual([eu, us]);
  });

  it('a file is one, or several if it is a list', () => {
    const files = [{ path: 'envs/**/*' }];
    expect(made({ files }, '{{db.name}}-{{size}}', '{{path}}/{{path.filename}}')).toEqual([
      ['shop-3', 'envs/shop.yaml'],
      ['a-{{size}}', 'envs/more/two.json'],
      ['b-{{size}}', 'envs/more/two.json'],
    ]);
  });

  it('values of the generator are filled in, too', () => {
    const generator = { directories: [{ path: 'geo/eu' }], values: { ns: 'db-{{path.basename}}' } };
    expect(made(generator, '{{values.ns}}')).toEqual([['db-eu', 'geo/eu']]);
  });

  it('a prefix stands before the path', () => {
    const generator = { directories: [{ path: 'geo/eu' }], pathParamPrefix: 'x' };
    for (const [name, path] of [
      ['{{x.path.basename}}', '{{x.path}}'],
      ['{{.x.path.basename}}', '{{.x.path.path}}'],
    ]) {
      expect(made(generator, name ?? '', path)).toEqual([['eu', 'geo/eu']]);
    }
    expect(made(generator, '{{path.basename}}')).toEqual([['{{path.basename}}', '{{path}}']]);
  });

  it('with a template of its own only Argo CD knows them', () => {
    expect(made({ directories: [{ path: 'geo/*' }], template: {} }, 'a')).toBeUndefined();
  });
});
