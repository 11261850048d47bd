import { describe, expect, it } from 'vitest';
import { FileTree } from '../../../manifests/applied/file-tree';
import { addressOf } from '../../../manifests/applied/own-sources';
import { rootsOf } from '../../../manifests/applied/roots';
import { read } from '../../../manifests/files/read';

const flux = (name: string, path: string, source: string) => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: ${name}, namespace: flux-system}
spec: {path: ${path}, prune: true, sourceRef: {kind: GitRepository, name: ${source}}}
`;
const source = (name: string, url: string) => `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: {name: ${name}, namespace: flux-system}
spec: {url: '${url}'}
`;
const application = (name: string, path: string, url: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: ${name}, namespace: argocd}
spec: {source: {repoURL: '${url}', path: ${path}}, destination: {namespace: ${name}}}
`;
const DB = { 'db/c.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n' };

/** The names of what applies `db`. */
function appliersOf(files: Record<string, string>) {
  const all = Object.entries({ ...files, ...DB }).map(([path, text]) => {
    const content = () => Buffer.from(text);
    return { path, content, documents: read(content, path) };
  });
  const { roots } = rootsOf(new FileTree(all));
  return roots.flatMap(({ folder, application }) => (folder === 'db' ? [application?.by.manifest.metadata.name] : []));
}

describe('a folder of another repository is none of this one', () => {
  const own = 'https://example.com/acme/gitops.git';
  it.each<[string, Record<string, string>, unknown[]]>([
    [
      'by the address of what applies itself',
      {
        'apps/root.yaml': application('root', 'apps', own),
        'apps/db.yaml': application('db', 'db', 'git@example.com:acme/gitops'),
        'apps/other.yaml': application('other', 'db', 'https://example.com/else/charts'),
      },
      ['db'],
    ],
    [
      'by the source that Flux began with',
      {
        'clusters/db.yaml': flux('db', './db', 'flux-system'),
        'clusters/other.yaml': flux('other', './db', 'other') + '---\n' + source('other', 'https://example.com/o'),
      },
      ['db'],
    ],
    [
      'by its address, in the other engine, too',
      {
        'clusters/k.yaml': flux('all', './clusters', 'gitops') + '---\n' + source('gitops', own),
        'clusters/a.yaml': application('a', 'db', own),
        'clusters/b.yaml': application('b', 'db', 'https://example.com/else/charts'),
      },
      ['a'],
    ],
    [
      'if several claim it, and nothing tells which is right',
      {
        'a.yaml': application('a', 'db', 'https://example.com/a'),
        'b.yaml': application('b', 'db', 'https://example.com/b'),
      },
      [undefined],
    ],
  ])('%s', (_, files, names) => {
    expect(appliersOf(files)).toEqual(names);
  });

  it.each<[string, Record<string, string>]>([
    ['there is one address', { 'x/a.yaml': application('a', 'db', own) }],
    [
      'nothing tells',
      { 'x/a.yaml': application('a', 'db', own), 'x/b.yaml': application('b', 'none', 'https://example.com/b') },
    ],
    [
      'its address is filled in later',
      { 'x/r.yaml': application('r', 'x', own), 'x/a.yaml': application('a', 'db', '{{ .Values.repo }}') },
    ],
    [
      'the address of the root is not in git',
      { 'x/k.yaml': flux('k', './x', 'flux-system'), 'x/a.yaml': application('a', 'db', own) },
    ],
  ])('unless %s', (_, files) => {
    expect(appliersOf(files)).toEqual(['a']);
  });
});

it.each([
  'https://Example.com/acme/x.git',
  'https://u:p@example.com/acme/x/',
  'git@example.com:acme/x.git',
  'ssh://git@example.com:22/acme/x',
])('%s is one address', (url) => {
  expect(addressOf(url)).toBe('example.com/acme/x');
});
