import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { findApplied } from '../../../commands/applied/applied';
import { readSources } from '../../../commands/cli/sources';
import { read } from '../../../manifests/files/read';
import { temporaryFolder, writeFiles } from '../../manifests/support/folder';
import { captured } from '../support/console';

// What real tools make is tried by `npm run test:rendering`. Here a program takes their place: the first folder takes it longest.
const KUSTOMIZE = `const folder = process.argv.at(-1);
const number = Number(folder.match(/\\d+$/)[0]);
setTimeout(() => console.log(JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'made-' + number } })), 300 - 60 * number);
`;
const HELM =
  "process.stderr.write('Error: An error occurred while checking for chart dependencies. You may need to run `helm dependency build` to fetch missing dependencies: found in Chart.yaml, but missing in charts/ directory: cluster'); process.exit(1);\n";

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
  writeFiles(folder, {
    'tools/kustomize.js': KUSTOMIZE,
    'tools/helm': `#!${process.execPath}\n${HELM}`,
    ...Object.fromEntries(
      [1, 2, 3, 4].map((number) => [
        `repo/overlays/t${number}/kustomization.yaml`,
        'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nvars: [{name: A}]\n',
      ]),
    ),
    'charts/shop/Chart.yaml':
      'apiVersion: v2\nname: shop\nversion: 0.1.0\ndependencies: [{name: cluster, version: 0.3.1}]\n',
    'charts/shop/templates/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .Release.Name }}}\n',
  });
  chmodSync(join(folder, 'tools/helm'), 0o755);
});

async function found(name: string, helm?: string) {
  const shown: string[] = [];
  const source = join(folder, name);
  const texts = await readSources([source], captured());
  const files = texts.map((text) => ({ ...text, documents: read(text.content, text.name) }));
  const kustomize = [process.execPath, join(folder, 'tools/kustomize.js')];
  const options = { render: 'auto', allowNetwork: false, tools: { kustomize, helm, flux: undefined } } as const;
  const result = await findApplied(files, [source], { ...options, progress: (text) => shown.push(text) });
  return { ...result, shown };
}

it('asks for several roots at a time, in their order whoever is done first, and shows what it does', async () => {
  const { worlds, shown } = await found('repo');
  const names = worlds.flatMap(({ documents }) => documents.map(({ manifest }) => manifest?.metadata.name));
  expect(names).toEqual(['made-1', 'made-2', 'made-3', 'made-4']);
  expect(shown).toEqual([...[1, 2, 3, 4].map((number) => `rendering ${number} of 4: overlays/t${number} …`), '']);
});

it('says of a chart whose dependencies are not there how they come there', async () => {
  const { unseen } = await found('charts', join(folder, 'tools/helm'));
  expect(unseen).toHaveLength(1);
  expect(unseen[0]).toMatchObject({
    rule: 'root-not-rendered',
    fix: `load the charts that it depends on, then validate again: helm dependency build ${join(folder, 'charts/shop')}`,
  });
});
