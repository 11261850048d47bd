import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder, writeFiles } from '../../manifests/support/folder';
import { application, directorySet } from '../support/argo';
import { judgedFolder } from './support';

// What nobody in the repository applies is not judged as if it were.

const cluster = (name: string, more = '') => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: ${name}, namespace: shop}
spec:
  instances: 3
  storage: {size: 10Gi}
${more}`;
/** An error of a reference, and an error of the webhook. */
const LACKING = '  postgresql: {parameters: {shared_bufers: 1GB}}\n';
const REFUSED = '  managed: {roles: [{name: postgres}]}\n';
const flux = (path: string) => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: apps, namespace: flux-system}
spec: {interval: 1h, path: ${path}, prune: true, sourceRef: {kind: GitRepository, name: flux-system}}
`;
const EXCLUDING = directorySet('{path: dbs/*}, {path: dbs/old, exclude: true}');

async function judged(files: Record<string, string>) {
  const folder = temporaryFolder();
  writeFiles(folder, files);
  const { violations, errors, objects, infos } = await judgedFolder(folder, { render: 'never', allowNetwork: false });
  const message = violations.find(({ rule }) => rule === 'root-unapplied')?.message.replaceAll(`${folder}/`, '');
  return { message, errors, objects, infos };
}

describe('a folder that nothing applies', () => {
  it.each<[string, Record<string, string>, string]>([
    ['because an ApplicationSet excludes it', { 'set.yaml': EXCLUDING }, 'dbs/old/c.yaml'],
    [
      'because no kustomization lists it',
      { 'flux/apps.yaml': flux('./dbs'), 'dbs/kustomization.yaml': 'resources: [shop]\n' },
      'dbs/old/c.yaml',
    ],
    [
      'although it has a kustomization of its own',
      {
        'flux/apps.yaml': flux('./dbs'),
        'dbs/kustomization.yaml': 'resources: [shop]\n',
        'dbs/old/kustomization.yaml': 'resources: [c.yaml]\n',
      },
      'dbs/old',
    ],
  ])('%s is judged by itself, and that is said once', async (_, files, name) => {
    const shop = { 'dbs/shop/c.yaml': cluster('shop'), 'dbs/shop/kustomization.yaml': 'resources: [c.yaml]\n' };
    const { message, errors, objects } = await judged({ ...files, ...shop, 'dbs/old/c.yaml': cluster('old', LACKING) });
    expect(message).toBe(
      `nothing in the repository applies ${name}: only what the API server and CNPG would refuse was looked for`,
    );
    expect(errors).toEqual([]);
    expect(objects).toContain('Cluster shop/old');
    const { errors: refused } = await judged({ ...files, ...shop, 'dbs/old/c.yaml': cluster('old', REFUSED) });
    expect(refused).toEqual([expect.stringMatching(/^cluster-.* spec\.managed\.roles/)]);
  });

  it('is no second definition of what is applied', async () => {
    const files = { 'set.yaml': EXCLUDING, 'dbs/old/c.yaml': cluster('shop') };
    const pooler = `apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: {name: pool, namespace: shop}
spec: {type: rw, cluster: {name: shop}, pgbouncer: {poolMode: session}}
`;
    const { errors } = await judged({ ...files, 'dbs/shop/c.yaml': `${cluster('shop', LACKING)}---\n${pooler}` });
    expect(errors).toEqual(['parameter-unknown spec.postgresql.parameters.shared_bufers']);
  });

  it('may be applied from elsewhere: what refers to it is not wrong', async () => {
    const pooler = `apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: {name: pool, namespace: shop}
spec: {type: rw, cluster: {name: NAME}, pgbouncer: {poolMode: session}}
`;
    const errorsOf = async (name: string) =>
      (
        await judged({
          'set.yaml': EXCLUDING,
          'dbs/old/c.yaml': cluster('old'),
          'dbs/shop/c.yaml': cluster('shop'),
          'dbs/shop/pooler.yaml': pooler.replace('NAME', name),
        })
      ).errors;
    expect(await errorsOf('old')).toEqual([]);
    expect(await errorsOf('none')).toEqual(['cluster-missing spec.cluster.name']);
  });
});

it('and is named itself is judged as if it were', async () => {
  const root = temporaryFolder();
  writeFiles(root, { '.git/HEAD': '', 'set.yaml': EXCLUDING, 'dbs/old/c.yaml': cluster('old', LACKING) });
  const options = { render: 'never', allowNetwork: false } as const;
  expect((await judgedFolder(root, options)).errors).toEqual([]);
  expect((await judgedFolder(join(root, 'dbs/old'), options)).errors).toEqual([
    'parameter-unknown spec.postgresql.parameters.shared_bufers',
  ]);
});

describe('is judged as it is applied', () => {
  const wrong = { 'dbs/old/c.yaml': cluster('old', LACKING), 'dbs/shop/c.yaml': cluster('shop') };
  it.each<[string, Record<string, string>]>([
    ['where nobody is told what to apply', {}],
    ['where it is not excluded', { 'set.yaml': directorySet('{path: dbs/*}') }],
    [
      'where it is not known what an ApplicationSet makes',
      {
        'set.yaml': EXCLUDING,
        'other.yaml': EXCLUDING.replace('name: dbs', 'name: other')
          .replace(/generators: .*/, 'generators: [{clusters: {}}]')
          .replace("path: '{{path}}'", "path: 'dbs/{{name}}'"),
      },
    ],
    [
      'where an Application applies it',
      {
        'set.yaml': EXCLUDING,
        'app.yaml': application('old', 'dbs/old'),
      },
    ],
  ])('%s', async (_, files) => {
    const { message, errors } = await judged({ ...wrong, ...files });
    expect(message).toBeUndefined();
    expect(errors).toEqual(['parameter-unknown spec.postgresql.parameters.shared_bufers']);
  });
});

describe('may be applied by what is not followed', () => {
  const wrong = {
    'flux/apps.yaml': flux('./dbs'),
    'dbs/kustomization.yaml': 'resources: [shop]\n',
    'dbs/shop/kustomization.yaml': 'resources: [c.yaml]\n',
    'dbs/shop/c.yaml': cluster('shop'),
    'ci/old/kustomization.yaml': 'resources: [c.yaml]\n',
    'ci/old/c.yaml': cluster('old', LACKING),
  };
  const REMOTE = 'resources: ["https://github.com/acme/gitops//PATH?ref=v1.2"]\n';
  const TERRAFORM = 'resource "argocd_application" "db" { spec { source { path = "PATH" } } }\n';
  const APPS = 'applications: {db: {source: {repoURL: https://example.org/x.git, path: PATH}}}\n';
  const resource = (apiVersion: string, kind: string) =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\n`;
  const naming: [string, string, string][] = [
    ['a workflow', '.github/workflows/deploy.yaml', 'jobs: {d: {steps: [{run: kubectl apply -k PATH}]}}\n'],
    ['a Makefile', 'Makefile', 'deploy:\n\tkubectl apply -k PATH\n'],
    ['a script', 'deploy.sh', 'kubectl apply -k "./PATH/"\n'],
    ['Terraform', 'tf/main.tf', TERRAFORM],
    ['values of a chart of Applications', 'bootstrap/values.yaml', APPS],
    ['the address of this repository', 'dbs/shop/remote/kustomization.yaml', REMOTE],
  ];

  it.each<[string, Record<string, string>]>([
    ...naming.map(([what, file, text]): [string, Record<string, string>] => [
      what,
      { [file]: text.replace('PATH', 'ci/old') },
    ]),
    ['a script beside it', { 'ci/deploy.sh': 'kubectl apply -k old\n' }],
    ['a script in another folder', { 'scripts/deploy.sh': 'kustomize build ../ci/old | kubectl apply -f -\n' }],
    ['a loop over folders', { 'deploy.sh': 'for each in ci/*; do kubectl apply -k "$each"; done\n' }],
    ['a folder above it, recursively', { Makefile: 'e2e:\n\tkubectl apply -R -f ci\n' }],
    [
      'a folder above it, recursively, in other words',
      { 'e2e.sh': 'kubectl apply --filename="./ci/" \\\n  --recursive\n' },
    ],
    ['a folder above it, recursively, in short', { 'scripts/e2e.sh': 'oc apply -Rf ../ci\n' }],
    ['a folder above it, by a variable', { Makefile: 'CI := ci\ne2e:\n\tkubectl apply -R -f $(CI)\n' }],
    ['everything, recursively', { 'e2e.sh': 'kubectl apply -R -f .\n' }],
    ['what find finds', { 'e2e.sh': "find ci -name '*.yaml' | xargs -n1 kubectl apply -f\n" }],
    ['kapp', { 'e2e.sh': 'kapp deploy -a ci -f ci\n' }],
    ['a script that changes to the folder above', { 'e2e.sh': 'cd ci\nkubectl apply -k old/\n' }],
    ['a script that changes to it in steps', { 'e2e.sh': 'cd ci && cd old && kubectl apply -k .\n' }],
    ['a script elsewhere that changes to the folder above', { 'scripts/e2e.sh': 'cd ../ci; kustomize build old\n' }],
    [
      'a script that changes to what git says',
      { 'e2e.sh': 'cd "$(git rev-parse --show-toplevel)/ci"\nkubectl apply -k old\n' },
    ],
    [
      'a script that changes to what is beside its folder',
      { 'x/e2e.sh': 'cd "$(dirname "$0")/../ci"\nkubectl apply -k old\n' },
    ],
    ['a Taskfile', { 'Taskfile.yml': 'tasks: {e2e: {dir: "{{.ROOT_DIR}}/ci", cmds: [kubectl apply -k old]}}\n' }],
    [
      'a Makefile that changes to a variable with a value',
      { Makefile: 'CI := ci\ne2e:\n\tcd $(CI) && kubectl apply -k old\n' },
    ],
    ['a script with one of two values', { 'e2e.sh': 'A=tf\nA=ci\ncd $A && kubectl apply -k old\n' }],
    ['a Makefile that changes to a variable', { Makefile: 'e2e:\n\tcd $(CI) && kubectl apply -k old\n' }],
    [
      'a Makefile with tools in variables',
      { Makefile: 'e2e:\n\tcd ci && $(KUSTOMIZE) build old | $(KUBECTL) apply -f -\n' },
    ],
    ['a Makefile that names it by a variable', { Makefile: 'e2e:\n\tkubectl apply -k $(CI)/old\n' }],
    [
      'a workflow in the folder above',
      { '.github/workflows/e2e.yaml': 'jobs: {d: {steps: [{working-directory: ci, run: kubectl apply -k old}]}}\n' },
    ],
    ['a ResourceSet', { 'set.yaml': resource('fluxcd.controlplane.io/v1', 'ResourceSet') }],
    ['a GitRepo of Fleet', { 'repo.yaml': resource('fleet.cattle.io/v1alpha1', 'GitRepo') }],
    ['a file of Fleet', { 'ci/fleet.yaml': 'defaultNamespace: db\n' }],
  ])('%s', async (_, files) => {
    const { message, errors } = await judged({ ...wrong, ...files });
    expect(message).toBeUndefined();
    expect(errors).toEqual(['parameter-unknown spec.postgresql.parameters.shared_bufers']);
  });

  it.each<[string, Record<string, string>]>([
    ...naming.map(([what, file, text]): [string, Record<string, string>] => [
      `${what} that names others`,
      {
        [file]: `${text.replace('PATH', 'ci/older')}${file.endsWith('.sh') ? 'echo xci/old ci/old/more ci/old-er\n' : ''}`,
      },
    ]),
    ...['README.md', '.github/CODEOWNERS', 'LICENSE', 'docs/old.html', 'ci/NOTES.md', '.gitignore'].map(
      (file): [string, Record<string, string>] => [file, { [file]: 'kubectl apply -k ci/old\nci/old\n' }],
    ),
    ['a folder above it, not recursively', { Makefile: 'e2e:\n\tkubectl apply -f ci\n' }],
    ['another folder, recursively', { 'e2e.sh': 'kubectl apply -R -f c\nkubectl apply -R -f cia\necho ci\n' }],
    ['what is copied or deleted', { 'e2e.sh': 'cp -R ci /tmp/x\nkubectl delete -R -f ci\n' }],
    ['an unknown folder, recursively', { 'e2e.sh': 'kubectl apply -R -f "$1"\n' }],
    ['a script that changes to another folder', { 'e2e.sh': 'cd tf && kubectl apply -k old\n' }],
    ['a script that changes to it and applies others', { 'e2e.sh': 'cd ci && kubectl apply -k older && rm -f old\n' }],
    ['an image that is built beside it', { 'ci/old/Makefile': 'image:\n\tdocker build .\n' }],
    [
      'a Makefile that changes to a variable for another folder',
      { Makefile: 'TF := tf\ne2e:\n\tcd $(TF) && kubectl apply -k old\n' },
    ],
    ['a FluxInstance', { 'flux.yaml': resource('fluxcd.controlplane.io/v1', 'FluxInstance') }],
    [
      'a kustomization that calls another folder so',
      { 'dbs/shop/more/kustomization.yaml': '# not ci/old\nresources: []\n' },
    ],
    ['a file that is no text', { 'data.bin': 'ci/old\u0000' }],
    ['packages', { 'node_modules/x/deploy.sh': 'kubectl apply -k ci/old\n' }],
  ])('but not by %s', async (_, files) => {
    const { message, errors } = await judged({ ...wrong, ...files });
    expect(message).toMatch(/^nothing in the repository applies .*ci\/old/);
    expect(errors).toEqual([]);
  });
});
