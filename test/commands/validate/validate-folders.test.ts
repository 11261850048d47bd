import { describe, expect, it } from 'vitest';
import { placeIn } from '../../../commands/validate/place-in';
import { read } from '../../../manifests/files/read';
import type { Violation } from '../../../manifests/object/violation';
import { judge } from '../../../rules/engine/judge';
import { DEFAULT_TARGET } from '../../../values/cnpg/target';
import { folderWith } from '../support/files';

// What Argo CD would say of the folders of a repository, as far as it is known which of them were read.

const REPOSITORY = 'https://git.example.com/shop.git';

function application(path: string, repoURL = REPOSITORY): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: ${path.replaceAll('/', '-')}, namespace: argocd}
spec: {project: shop, source: {repoURL: '${repoURL}', path: ${path}}, destination: {}}
`;
}

const NOTHING = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: shop}\n';
const FILES: Record<string, string> = {
  'dist/argocd/application.yaml': [
    application('dist/argocd'),
    application('dist/shop/database'),
    application('dist/shop/api'),
    application('dist/other', 'https://git.example.com/other.git'),
    application('charts/shop'),
  ].join('---\n'),
  'dist/shop/database/config-map.yaml': NOTHING,
  'dist/bank/config-map.yaml': NOTHING,
  'dist/argocd/app-project.yaml': `apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: {name: shop, namespace: argocd}
spec: {namespaceResourceWhitelist: [{group: argoproj.io, kind: '*'}]}
`,
  'elsewhere/dist/a/config-map.yaml': NOTHING,
};
const run = folderWith(FILES);

const namesOf = (violations: readonly Violation[]) =>
  violations
    .filter(({ rule }) => /^argo-(?:folder|project-kind)/.test(rule))
    .map(({ rule, file, name }) => `${rule} ${file} ${name}`);

/** As if the sources were in the current folder. */
function found(...sources: string[]): string[] {
  const files = Object.entries(FILES).filter(([file]) => sources.some((source) => `${file}/`.startsWith(`${source}/`)));
  const documents = files.flatMap(([file, text]) => {
    const place = placeIn(sources, file);
    return read(text, file).map((document) => ({ ...document, ...(place && { place }) }));
  });
  return namesOf(judge(documents, { target: DEFAULT_TARGET, now: new Date(0) }));
}

const UNAPPLIED = 'argo-folder-unapplied dist/bank/config-map.yaml a';
const MISSING = 'argo-folder-missing dist/argocd/application.yaml dist-shop-api';
const REFUSED = 'argo-project-kind dist/shop/database/config-map.yaml a';

describe('validate asks of folders', () => {
  it.each([
    ['the output', './dist'],
    ['a repository', './'],
  ])('%s', async (_, source) => {
    const { out } = await run(['validate', source, '--output', 'json']);
    expect(namesOf(JSON.parse(out))).toEqual([MISSING, UNAPPLIED, REFUSED]);
  });

  it('those that were read, and of no other', () => {
    expect(found('dist')).toEqual([MISSING, UNAPPLIED, REFUSED]);
    expect(found('dist/argocd')).toEqual([]);
    expect(found('dist/argocd', 'dist/shop')).toEqual([MISSING, REFUSED]);
    expect(found('dist/argocd', 'dist/bank')).toEqual([UNAPPLIED]);
    expect(found('dist/bank', 'dist/shop')).toEqual([]);
  });

  it('nothing where it is not known where a file lies', () => {
    expect(found('dist/argocd/application.yaml', 'dist/bank/config-map.yaml')).toEqual([]);
    expect(found('dist/argocd/application.yaml', 'elsewhere')).toEqual([]);
  });
});

it.each<[string, string, ReturnType<typeof placeIn>]>([
  ['dist', 'dist/shop/a.yaml', { folder: 'dist/shop', whole: 'dist' }],
  ['./dist/shop/', 'dist/shop/api/a.yaml', { folder: 'dist/shop/api', whole: 'dist/shop' }],
  ['.', 'dist/shop/a.yaml', { folder: 'dist/shop', whole: '' }],
  ['../other', '../other/dist/shop/a.yaml', { folder: 'dist/shop', whole: '' }],
  ['../other/dist', '../other/dist/shop/a.yaml', { folder: 'dist/shop', whole: 'dist' }],
  ['dist/shop/a.yaml', 'dist/shop/a.yaml', undefined],
  ['-', '-', undefined],
])('in %s, %s lies where it is known to', (source, file, place) => {
  expect(placeIn([source], file)).toEqual(place);
});
