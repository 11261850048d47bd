import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder, writeFiles } from '../../manifests/support/folder';
import { run } from '../support/command-line';
import { captured } from '../support/console';

interface Found {
  readonly rule: string;
  readonly severity: string;
  readonly kind: string | null;
  readonly namespace: string | null;
}

async function validated(folder: string, ...more: string[]): Promise<Found[]> {
  const console = captured();
  await run(['validate', folder, '--output', 'json', ...more], console);
  return JSON.parse(console.output.out);
}

// dist/ of this repository is for two Kubernetes clusters, and is judged as two.

it('judges each platform without the databases of the other', async () => {
  const found = await validated(join(__dirname, '../../../dist'));
  expect(found.filter(({ severity }) => severity !== 'info')).toEqual([]);
});

const ROLE = (namespace: string) => `apiVersion: postgresql.cnpg.io/v1
kind: DatabaseRole
metadata: {name: shop, namespace: ${namespace}}
spec: {name: shop, cluster: {name: shop-db}, ensure: present}
`;
const FLUX = (application: string) => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: ${application}-database, namespace: flux-system}
spec: {interval: 10m, path: dist/${application}/database, prune: false, sourceRef: {kind: GitRepository, name: databases}}
`;
const OPERATOR = (version: string) => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: cnpg, namespace: flux-system}
spec: {interval: 10m, chart: {spec: {chart: cloudnative-pg, version: ${version}, sourceRef: {kind: HelmRepository, name: cnpg}}}}
`;

it('judges what Flux applies by the operator of its own platform', async () => {
  const root = temporaryFolder();
  const platform = (name: string, version: string, application: string) => ({
    [`dist/platforms/${name}/helm-release.yaml`]: OPERATOR(version),
    [`dist/platforms/${name}/flux-kustomization.yaml`]: FLUX(application),
    [`dist/platforms/${name}/kustomization.yaml`]: 'resources: [helm-release.yaml, flux-kustomization.yaml]\n',
    [`dist/${application}/database/role.yaml`]: ROLE(application),
  });
  writeFiles(root, { ...platform('old', '0.27.0', 'bank'), ...platform('new', '0.29.0', 'shop') });
  const found = await validated(join(root, 'dist'), '--render', 'never');
  const unknown = found.filter(({ kind, rule }) => kind === 'DatabaseRole' && rule === 'api-version-unserved');
  expect(unknown.map(({ namespace }) => namespace)).toEqual(['bank']);
});
