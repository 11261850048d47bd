import { expect, it } from 'vitest';
import { FileTree } from '../../../manifests/applied/file-tree';
import { umbrellaCharts } from '../../../manifests/applied/umbrella-charts';
import { installationsOf } from '../../../manifests/installations/installations';
import { Index } from '../../../manifests/object/object-index';

const CHART = `name: platform
dependencies:
- {name: cloudnative-pg, alias: operator, version: ~0.28.0}
- {name: plugin-barman-cloud, version: 0.7.1, condition: "plugin.enabled, all.enabled"}
- {name: redis, version: 1.0.0}
`;

function seen(values?: string) {
  const file = (path: string, text: string) => ({
    path,
    documents: [],
    content: () => new TextEncoder().encode(text),
  });
  const files = [file('a/Chart.yaml', CHART), ...(values === undefined ? [] : [file('a/values.yaml', values)])];
  return umbrellaCharts(new FileTree(files)).flatMap(({ manifest }) =>
    manifest === undefined
      ? []
      : installationsOf(manifest, new Index([])).map(
          ({ component, version, path }) => `${component} ${version} ${path}`,
        ),
  );
}

it('an umbrella chart says which versions it installs', () => {
  expect(seen()).toEqual(['operator 1.29.1 dependencies[0].version', 'plugin 0.14.0 dependencies[1].version']);
});

it('its values choose images, and switch dependencies off', () => {
  expect(seen('operator: {image: {tag: 1.29.2}}\nplugin: {enabled: false}\n')).toEqual([
    'operator 1.29.2 dependencies[0].version',
  ]);
  expect(seen('all: {enabled: false}\n')).toEqual(['operator 1.29.1 dependencies[0].version']);
});

it('reads whatever such files may hold', () => {
  expect(seen('[]')).toHaveLength(2);
  expect(
    umbrellaCharts(new FileTree([{ path: 'Chart.yaml', documents: [], content: () => new Uint8Array() }])),
  ).toEqual([]);
});
