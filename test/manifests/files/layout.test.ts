import { expect, it } from 'vitest';
import { HEADER } from '../../../manifests/files/header';
import { layout, place } from '../../../manifests/files/layout';
import { type Rendered, render } from '../../../manifests/files/render';
import { appOf, configMap } from '../support/tree';

const KUSTOMIZATION = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources: [] };

function filesOf(...rendered: Rendered[][]): Record<string, string> {
  return Object.fromEntries(layout(place(rendered.flat())));
}

it('writes one file per kind, its objects sorted by name and namespace, and a kustomization that lists the files', () => {
  const rendered = render(
    appOf(
      'shop/database',
      { ...KUSTOMIZATION, namePrefix: 'x-' },
      configMap('b', 'one'),
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 's', namespace: 'one' } },
      configMap('a', 'two'),
      configMap('a', 'one'),
    ),
  );
  expect(filesOf(rendered)).toEqual({
    'shop/database/config-map.yaml': `${HEADER}${['a\n  namespace: one', 'a\n  namespace: two', 'b\n  namespace: one']
      .map((name) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata: {}\n`)
      .join('---\n')}`,
    'shop/database/kustomization.yaml': `${HEADER}apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
- config-map.yaml
- service.yaml
namePrefix: x-
`,
    'shop/database/service.yaml': `${HEADER}apiVersion: v1\nkind: Service\nmetadata:\n  name: s\n  namespace: one\n`,
  });
});

it('gives a folder without a kustomization a plain one', () => {
  expect(filesOf(render(appOf('shop', configMap('a'))))['shop/kustomization.yaml']).toBe(
    `${HEADER}apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n- config-map.yaml\n`,
  );
});

it('gives the same bytes whatever the order of the tree', () => {
  const objects = [configMap('a'), configMap('b'), { apiVersion: 'v1', kind: 'Service', metadata: { name: 's' } }];
  const one = layout(place(render(appOf('shop', ...objects))));
  const other = layout(place(render(appOf('shop', ...objects.reverse()))));
  expect([...one]).toEqual([...other]);
});

it('tells file and document of each object', () => {
  const placed = place(render(appOf('shop', configMap('b'), configMap('a'))));
  expect(placed.map(({ file, document, construct }) => [file, document, construct])).toEqual([
    ['shop/config-map.yaml', 0, 'chart/object1'],
    ['shop/config-map.yaml', 1, 'chart/object0'],
    ['shop/kustomization.yaml', 0, undefined],
  ]);
});

it.each([
  [
    'one object made in two applications',
    [render(appOf('one', configMap('a'))), render(appOf('two', configMap('a')))],
    [
      'ConfigMap shop/a is made 2 times, by chart/object0 and chart/object0: the last one applied would win; keep one, or give one another name or namespace',
    ],
  ],
  [
    'two kinds with one file name',
    [
      render(
        appOf(
          'shop',
          { apiVersion: 'apps.example.com/v1', kind: 'Cluster', metadata: { name: 'a' } },
          { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata: { name: 'a' } },
        ),
      ),
    ],
    [
      'shop/cluster.yaml would hold two kinds, apps.example.com/Cluster and postgresql.cnpg.io/Cluster, of chart/object0 and chart/object1; give one of the charts another path',
    ],
  ],
  [
    'two kustomizations in one folder',
    [render(appOf('shop', KUSTOMIZATION, KUSTOMIZATION))],
    [expect.stringContaining('the kustomization of shop is made 2 times')],
  ],
])('refuses %s', (_, rendered, problems) => {
  expect(() => place(rendered.flat())).toThrow(expect.objectContaining({ name: 'RenderError', problems }));
});

it('takes two versions of one kind for one kind, and the same name in two namespaces for two objects', () => {
  const rendered = render(
    appOf(
      'shop',
      { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'a', namespace: 'one' } },
      { apiVersion: 'example.com/v2', kind: 'Thing', metadata: { name: 'a', namespace: 'two' } },
    ),
  );
  expect(place(rendered).map(({ file }) => file)).toEqual(
    ['shop/thing.yaml', 'shop/thing.yaml', 'shop/kustomization.yaml'].sort(),
  );
});
