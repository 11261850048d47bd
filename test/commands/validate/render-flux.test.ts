import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder, writeFiles } from '../../manifests/support/folder';
import { judgedFolder } from './support';

// What is asked of Flux, and what becomes of its answers. test/rendering asks the real one.

const SCHEDULE = (name: string) => `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: ${name}, namespace: shop}
spec: {schedule: "0 0 2 * * *", immediate: true, cluster: {name: pg}}
`;
const KUSTOMIZATION = (more: string, name = 'shop') => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: ${name}, namespace: flux-system}
spec: {interval: 10m, path: ./shop, prune: false, sourceRef: {kind: GitRepository, name: flux-system}${more}}
`;
const PATCHES = ', patches: [{patch: "[]", target: {kind: X}}]';
const VALUES = ', postBuild: {substitute: {NAME: pg}}';
const VALUES_ELSEWHERE = ', postBuild: {substitute: {NAME: pg}, substituteFrom: [{kind: ConfigMap, name: vars}]}';

/** Prints a ConfigMap that says how the program was called. */
const TELLS = `const { readFileSync } = require('node:fs');
const words = process.argv.slice(2);
const { spec } = JSON.parse(readFileSync(words[words.indexOf('--kustomization-file') + 1], 'utf8'));
const told = words.map((word) => word.replace(/^.*cnpg-gitops-.*[/]/, '').replace(process.cwd() + '/', ''));
const name = [...told, ...Object.keys(spec)].join(' ');
console.log(JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } }));`;
const prints = (text: string) => `console.log(${JSON.stringify(text)})`;
const fails = (text: string) => `console.error(${JSON.stringify(text)}); process.exit(1)`;

async function judgedBy(program: string, kustomization: string, render: 'auto' | 'always' | 'never' = 'auto') {
  const [folder, tools] = [temporaryFolder(), temporaryFolder()];
  writeFiles(folder, {
    'flux/shop.yaml': kustomization,
    'shop/a.yaml': SCHEDULE('source'),
    'shop/bank/a.yaml': '# empty\n',
  });
  writeFiles(tools, {
    flux: `#!${process.execPath}\n${program}`,
    kustomize: `#!${process.execPath}\n${prints(SCHEDULE('by-kustomize'))}`,
  });
  const [flux, kustomize] = ['flux', 'kustomize'].map((name) => join(tools, name)) as [string, string];
  for (const tool of [flux, kustomize]) chmodSync(tool, 0o755);
  const judged = await judgedFolder(folder, {
    render,
    allowNetwork: false,
    tools: { flux, kustomize: [kustomize, 'build'], helm: undefined },
  });
  return { ...judged, objects: judged.objects.filter((name) => !name.startsWith('Kustomization')) };
}

const CALLED =
  'build kustomization shop --namespace flux-system --path shop --kustomization-file kustomization.json --dry-run --in-memory-build';

describe('flux build kustomization', () => {
  it.each([
    ['patches', PATCHES, 'auto', 'path patches'],
    ['variables with values', VALUES, 'auto', 'path postBuild'],
    // Flux would take the values of the ConfigMap for empty.
    ['variables with values that are elsewhere, and patches', `${PATCHES}${VALUES_ELSEWHERE}`, 'auto', 'path patches'],
    ['everything, on request', '', 'always', 'path'],
  ] as const)('is asked for %s', async (_, more, render, fields) => {
    const { objects } = await judgedBy(TELLS, KUSTOMIZATION(more), render);
    expect(objects).toEqual([`ConfigMap ${CALLED} ${fields}`]);
  });

  it.each([
    ['what can be read', KUSTOMIZATION(''), 'auto'],
    ['values that are elsewhere', KUSTOMIZATION(VALUES_ELSEWHERE), 'auto'],
    ['anything where nothing is to be rendered', KUSTOMIZATION(PATCHES), 'never'],
  ] as const)('is not asked for %s', async (_, kustomization, render) => {
    expect((await judgedBy(TELLS, kustomization, render)).objects).toEqual(['ScheduledBackup shop/source']);
  });

  it.each([
    ['of another name than it is known by', TELLS, KUSTOMIZATION(PATCHES, '"a b"')],
    ['of an older Flux', fails('✗ unknown flag: --in-memory-build'), KUSTOMIZATION(PATCHES)],
  ])('leaves a Kustomization %s to kustomize', async (_, program, kustomization) => {
    const { objects, infos } = await judgedBy(program, kustomization);
    expect(objects).toEqual(['ScheduledBackup shop/by-kustomize']);
    expect(infos).not.toContain('root-not-rendered shop/a.yaml');
  });

  it('is not asked where another Kustomization applies a part of the folder', async () => {
    const other = KUSTOMIZATION('', 'bank').replace('./shop', './shop/bank');
    const both = `${KUSTOMIZATION(VALUES)}---\n${other}`;
    expect((await judgedBy(TELLS, both)).objects).toEqual(['ScheduledBackup shop/source']);
  });

  it('is believed: what it cannot build, Flux does not apply', async () => {
    const { objects, violations } = await judgedBy(
      fails('✗ kustomize build failed: no such patch'),
      KUSTOMIZATION(PATCHES),
    );
    expect(objects).toEqual(['ScheduledBackup shop/source']);
    const said = violations.filter(({ rule }) => rule === 'root-not-rendered');
    expect(said[0]?.fix).toMatch(/judge what it prints: flux build kustomization NAME/);
    expect(said.map(({ message }) => message)).toEqual([
      'not everything of it could be seen: flux cannot build Kustomization flux-system/shop: kustomize build failed: no such patch',
    ]);
  });

  it.each([
    ['stringData', '"**SOPS**"'],
    ['data', 'KipTT1BTKio='],
  ])('masks encrypted values, in %s, and they are not judged', async (field, value) => {
    const secret = (content: string) =>
      `apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: shop}\n${field}: {password: ${content}}\n`;
    expect((await judgedBy(prints(secret(value)), KUSTOMIZATION(PATCHES))).objects).toEqual([]);
    expect((await judgedBy(prints(secret('c2VjcmV0')), KUSTOMIZATION(PATCHES))).objects).toEqual(['Secret shop/s']);
  });
});
