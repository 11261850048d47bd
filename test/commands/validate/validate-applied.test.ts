import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../commands/cli/usage-error';
import { temporaryFolder, writeFiles } from '../../manifests/support/folder';
import { folderWith } from '../support/files';
import { judgedFolder } from './support';

const SCHEDULE = (name: string, more = '') => `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: ${name}${more}}
spec: {schedule: "0 2 * * *", immediate: true, cluster: {name: pg}}
`;
const KUSTOMIZATION = 'resources: [a.yaml]\npatches: [{patch: "[]", target: {kind: X}}]\n';
const FILES = { 'a.yaml': SCHEDULE('source'), 'kustomization.yaml': KUSTOMIZATION };
const NEVER = { render: 'never', allowNetwork: false } as const;

/** A folder, and a program that stands for kustomize. */
async function withTool(files: Record<string, string>, program: string, render: 'auto' | 'always' | 'never' = 'auto') {
  const [folder, tools] = [temporaryFolder(), temporaryFolder()];
  writeFiles(folder, files);
  writeFiles(tools, { kustomize: `#!${process.execPath}\n${program}` });
  const tool = join(tools, 'kustomize');
  chmodSync(tool, 0o755);
  return judgedFolder(folder, {
    render,
    allowNetwork: false,
    tools: { kustomize: [tool, 'build'], helm: undefined, flux: undefined },
  });
}

const PRINTS = `console.log(${JSON.stringify(SCHEDULE('printed'))})`;

describe('a tool is asked', () => {
  it('where a kustomization does more than can be read', async () => {
    expect((await withTool(FILES, PRINTS)).objects).toEqual(['ScheduledBackup printed']);
    const plain = { ...FILES, 'kustomization.yaml': 'resources: [a.yaml]\n' };
    expect((await withTool(plain, PRINTS)).objects).toEqual(['ScheduledBackup source']);
    expect((await withTool(plain, PRINTS, 'always')).objects).toEqual(['ScheduledBackup printed']);
    expect((await withTool(FILES, PRINTS, 'never')).objects).toEqual(['ScheduledBackup source']);
  });

  it('never about what is elsewhere', async () => {
    const remote = { ...FILES, 'kustomization.yaml': 'resources: [a.yaml, "https://example.org/base?ref=v1"]\n' };
    const { objects, infos } = await withTool(remote, PRINTS, 'always');
    expect(objects).toEqual(['ScheduledBackup source']);
    expect(infos).toContain('root-not-rendered kustomization.yaml');
  });

  it('and what it cannot do is said once, with what can be read', async () => {
    const { objects, violations } = await withTool(FILES, 'console.error("error: no such patch"); process.exit(1)');
    expect(objects).toEqual(['ScheduledBackup source']);
    const said = violations.filter(({ rule }) => rule === 'root-not-rendered');
    expect(said.map(({ message }) => message)).toEqual([expect.stringMatching(/cannot build \.: no such patch$/)]);
  });

  it('and must be there, where it is to be asked always', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, FILES);
    const tools = { kustomize: undefined, helm: undefined, flux: undefined };
    await expect(judgedFolder(folder, { render: 'always', allowNetwork: false, tools })).rejects.toThrow(UsageError);
  });
});

describe('a chart of a repository', () => {
  const release = (url: string) => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: db, namespace: shop}
spec: {chart: {spec: {chart: cluster, version: 0.8.1, sourceRef: {kind: HelmRepository, name: cnpg}}}, values: {a: 1}}
---
apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata: {name: cnpg, namespace: flux-system}
spec: {url: "${url}"}
`;
  const PROGRAM = `const words = process.argv.slice(2).map((word) => word.replace(/^.*cnpg-gitops-[^/]*/, ''));
console.log(JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: words.join(' ') } }));`;

  async function judgedWith(url: string, allowNetwork: boolean) {
    const [folder, tools] = [temporaryFolder(), temporaryFolder()];
    writeFiles(folder, { 'a.yaml': release(url) });
    writeFiles(tools, { helm: `#!${process.execPath}\n${PROGRAM}` });
    chmodSync(join(tools, 'helm'), 0o755);
    const rendering = {
      render: 'auto',
      allowNetwork,
      tools: { kustomize: undefined, helm: join(tools, 'helm'), flux: undefined },
    } as const;
    return judgedFolder(folder, rendering);
  }

  it('is loaded only if that is allowed', async () => {
    const { objects, infos } = await judgedWith('https://charts.example.org', false);
    expect(objects).toEqual(['HelmRelease shop/db', 'HelmRepository flux-system/cnpg']);
    expect(infos).toContain('root-not-rendered a.yaml');
  });

  it.each([
    ['https://charts.example.org', 'cluster --repo https://charts.example.org --version 0.8.1'],
    ['oci://registry.example.org/charts', 'oci://registry.example.org/charts/cluster --version 0.8.1'],
  ])('of %s', async (url, chart) => {
    const { objects } = await judgedWith(url, true);
    expect(objects[0]).toBe(`ConfigMap shop/template db ${chart} --namespace shop --values /0.json`);
  });
});

it('says of each file that is not judged why', async () => {
  const folder = temporaryFolder();
  writeFiles(folder, {
    ...FILES,
    'patch.yaml': 'a: 1\n',
    '.github/workflows/a.yaml': 'on: push\n',
    'left.yaml': SCHEDULE('left'),
    'x/values.yaml': 'a: 1\n',
    'x/empty.yaml': '# nothing\n',
  });
  expect((await judgedFolder(folder, NEVER)).skipped).toEqual([
    'skipped .github/workflows/a.yaml: a folder for a tool',
    'skipped kustomization.yaml: a kustomization: what it makes is judged',
    'skipped left.yaml: no kustomization includes it',
    'skipped patch.yaml: no Kubernetes object: it has no apiVersion and kind',
    'skipped x/empty.yaml: empty',
    'skipped x/values.yaml: values of a Helm chart',
  ]);
});

it('judges a file that is named, wherever it is', async () => {
  const run = folderWith({ ...FILES, 'left.yaml': SCHEDULE('left', ', namespace: shop') });
  const names = async (...sources: string[]) => {
    const { out } = await run(['validate', ...sources, '--render', 'never', '--output', 'json']);
    return [...new Set(JSON.parse(out).map(({ name }: { name: string }) => name))];
  };
  expect(await names('./.')).toEqual(['source']);
  expect((await names('./.', './left.yaml')).sort()).toEqual(['left', 'source']);
});

it('reads whatever a kustomization, an Application or a release may hold', async () => {
  const folder = temporaryFolder();
  const odd = (fields: string) =>
    `resources: ${fields}\npatches: ${fields}\ncomponents: ${fields}\nsecretGenerator: ${fields}\n`;
  writeFiles(folder, {
    'a/kustomization.yaml': odd('5'),
    'b/kustomization.yaml': odd('[5, null, {}, [], {path: 5, patch: [], target: 5}]'),
    'c/kustomization.yaml': '[]',
    'd/kustomization.yaml': 'resources: [../d, ../e, ../../../..]\n',
    'e/kustomization.yaml': 'resources: [../d]\n',
    'objects.yaml': [
      'argoproj.io/v1alpha1 Application',
      'argoproj.io/v1alpha1 ApplicationSet',
      'helm.toolkit.fluxcd.io/v2 HelmRelease',
      'kustomize.toolkit.fluxcd.io/v1 Kustomization',
    ]
      .map((each) => each.split(' '))
      .flatMap(([apiVersion, kind]) =>
        [
          '5',
          '{source: 5, sources: 5, path: 5, chart: 5, patches: 5, generators: 5, postBuild: 5, template: {spec: {source: {path: "{{path}}"}}}}',
        ].map(
          (spec, n) =>
            `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a${n}, namespace: x}\nspec: ${spec}\n`,
        ),
      )
      .join('---\n'),
  });
  const { objects, errors } = await judgedFolder(folder, NEVER);
  expect(objects).toHaveLength(8);
  expect(errors.filter((error) => error.startsWith('rule-failed'))).toEqual([]);
});

it('speaks of the engine that applies the object, where there are two, and of none where that is not known', async () => {
  const folder = temporaryFolder();
  const database =
    'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: pg}\nspec: {storage: {size: 5Gi}}\n';
  writeFiles(folder, {
    'flux/a.yaml': database,
    'argo/a.yaml': database,
    'neither/a.yaml': database.replace('name: pg', 'name: pg, namespace: c'),
    'engines.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: a, namespace: flux-system}
spec: {path: ./flux, prune: true, targetNamespace: a}
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: b, namespace: argocd}
spec: {project: x, source: {path: argo}, destination: {namespace: b}}
`,
  });
  const { violations } = await judgedFolder(folder, NEVER);
  const protections = violations.filter(({ rule }) => rule.endsWith('prune-protection'));
  expect(protections.map(({ rule, namespace }) => `${rule} ${namespace}`)).toEqual([
    'argo-prune-protection b',
    'flux-prune-protection a',
  ]);
});

describe('what is encrypted', () => {
  const CLUSTER = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: pg, namespace: shop}
spec: {instances: 0, storage: {size: 1Gi}, bootstrap: {initdb: {database: app, owner: app, secret: {name: app}}}}
`;
  const SECRET = `apiVersion: v1
kind: Secret
metadata: {name: app, namespace: shop}
stringData: {username: "ENC[AES256_GCM,data:Tr7o,iv:1,tag:Q,type:str]"}
sops: {mac: "ENC[AES256_GCM,data:Tr7o,iv:1,tag:Q,type:str]"}
`;
  const judged = (files: Record<string, string>) => {
    const folder = temporaryFolder();
    writeFiles(folder, files);
    return judgedFolder(folder, NEVER);
  };

  it('exists, and what is beside it in the file is judged', async () => {
    const { objects, errors, skipped, violations } = await judged({ 'all.yaml': `${CLUSTER}---\n${SECRET}` });
    expect(objects).toEqual(['Cluster shop/pg']);
    expect(errors).toEqual(['schema-range spec.instances', 'secret-key-missing spec.bootstrap.initdb.secret.name']);
    expect(skipped).toEqual(['skipped all.yaml: Secret app: encrypted with SOPS: it counts as existing']);
    // Its keys are known, although their values are not.
    expect(violations.find(({ rule }) => rule === 'secret-key-missing')?.message).toMatch(/has no key password$/);
  });

  it('exists in a folder without a kustomization, too', async () => {
    const { objects, errors, skipped } = await judged({ 'pg.yaml': CLUSTER, 'app.sops.yaml': SECRET });
    expect(objects).toEqual(['Cluster shop/pg']);
    expect(errors).toContain('secret-key-missing spec.bootstrap.initdb.secret.name');
    expect(skipped).toEqual(['skipped app.sops.yaml: encrypted with SOPS: it counts as existing']);
  });

  it('by git-crypt is nothing that could be read, whoever names it', async () => {
    const locked = '\0GITCRYPT\0abc';
    const { errors, infos, skipped } = await judged({
      'kustomization.yaml': 'resources: [app.yaml, pg.yaml]\n',
      'pg.yaml': CLUSTER.replace('instances: 0', 'instances: 1'),
      'app.yaml': locked,
      'free/app.yaml': locked,
    });
    expect(errors).toEqual([]);
    expect(infos).toContain('root-not-rendered kustomization.yaml');
    expect(infos).toContain('root-not-rendered free/app.yaml');
    expect(skipped).toContain('skipped free/app.yaml: encrypted with git-crypt');
  });
});
