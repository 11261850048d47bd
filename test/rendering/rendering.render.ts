import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { at } from '../../manifests/object/manifest';
import { judgedFolder } from '../commands/validate/support';
import { temporaryFolder, writeFiles } from '../manifests/support/folder';

const CORPUS = join(__dirname, '../corpus');
const AUTO = { render: 'auto', allowNetwork: false } as const;

async function rendered(name: string, more: Record<string, string> = {}) {
  const folder = temporaryFolder();
  cpSync(join(CORPUS, name), folder, { recursive: true });
  writeFiles(folder, more);
  return judgedFolder(folder, AUTO);
}

describe('kustomize', () => {
  it('says what each overlay makes, at the place of its source', async () => {
    const { documents, errors } = await rendered('overlays');
    const clusters = documents.filter(({ manifest }) => manifest?.kind === 'Cluster');
    expect(clusters.map(({ manifest }) => at(manifest, 'spec.instances'))).toEqual([1, 3]);
    expect(clusters.map(({ file }) => file?.endsWith('/base/cluster.yaml'))).toEqual([true, true]);
    expect(errors).toEqual([]);
  });

  it('judges what a patch makes', async () => {
    const patch = 'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: pg}\nspec: {instances: 0}\n';
    const { errors } = await rendered('overlays', { 'overlays/dev/small.yaml': patch });
    expect(errors).toEqual(['schema-range spec.instances']);
  });

  it('knows the patches of a Flux Kustomization, in a folder without a kustomization, too', async () => {
    const patches = '[{target: {kind: Cluster, name: pg}, patch: "- {op: replace, path: /spec/instances, value: 0}"}]';
    const flux = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: others, namespace: flux-system}
spec: {interval: 10m, path: ./others, prune: false, sourceRef: {kind: GitRepository, name: flux-system}, patches: ${patches}}
`;
    const { errors } = await rendered('flux-force', { 'clusters/prod/databases.yaml': flux });
    expect(errors).toEqual(['schema-range spec.instances']);
  });

  it('renames with a prefix, and generated names carry a hash', async () => {
    const kustomization = 'namePrefix: x-\nnamespace: shop\nresources: [cluster.yaml, store.yaml, backup.yaml]\n';
    const { objects, errors } = await rendered('overlays', { 'base/kustomization.yaml': kustomization });
    expect(objects).toContain('Cluster shop/x-pg');
    // kustomize knows no names in fields of CNPG.
    expect(errors).toContain('cluster-missing spec.cluster.name');
  });

  it('reports what it cannot build', async () => {
    const { infos } = await rendered('overlays', { 'overlays/dev/small.yaml': 'a: [' });
    expect(infos).toContain('root-not-rendered overlays/dev/kustomization.yaml');
  });
});

describe('helm', () => {
  it('renders a chart as the release that installs it', async () => {
    const release = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: shop, namespace: shop}
spec:
  chart: {spec: {chart: ./charts/shop, sourceRef: {kind: GitRepository, name: flux-system}}}
  values: {enabled: true, instances: 2, schedule: "0 2 * * *"}
`;
    const { objects, errors } = await rendered('own-chart', { 'apps/shop.yaml': release });
    expect(objects).toEqual(['Cluster shop/shop-pg', 'HelmRelease shop/shop', 'ScheduledBackup shop/shop']);
    expect(errors).toContain('scheduled-backup-six-fields spec.schedule');
  });

  it('renders a chart of nobody with its own values', async () => {
    const { objects, infos } = await rendered('own-chart');
    expect(objects).toEqual(['ScheduledBackup shop']);
    expect(infos.filter((info) => info.startsWith('helm-template'))).toEqual(['helm-template loose/template.yaml']);
  });
});
