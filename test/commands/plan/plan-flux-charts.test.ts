import { expect, test } from 'vitest';
import { planned } from './support';

// What `plan` says of the charts of a repository that Flux installs, where Helm is not asked.

const release = (spec: string) => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: app, namespace: flux-system}
spec: {targetNamespace: shop, ${spec}}
`;
const repository = (values: string, chart = '') => ({
  'charts/app/Chart.yaml': `apiVersion: v2
name: app
version: 1.0.0
dependencies: [{name: cluster, version: 0.3.1, repository: https://cloudnative-pg.github.io/charts}]
`,
  'charts/app/values.yaml': `cluster: {cluster: ${values}}\n`,
  'app.yaml': release(`chart: {spec: {chart: ./charts/app, sourceRef: {kind: GitRepository, name: a}, ${chart}}}`),
});

test('their Cluster is called after the release, and that after its namespace', async () => {
  const files = (size: string) => repository(`{storage: {size: ${size}}}`);
  const { said } = await planned(files('10Gi'), files('20Gi'));
  expect(said).toContain('Cluster shop/shop-app-cluster: spec.storage.size 10Gi → 20Gi none');
});

const [OWN, PROD] = ['charts/app/values.yaml', 'prod.yaml'];
const named = (size: string, ...files: string[]) => ({
  ...repository('{instances: 5, storage: {size: 1Gi}}', `valuesFiles: [${files}]`),
  'prod.yaml': `cluster: {cluster: {storage: {size: ${size}}}}\n`,
});

test.each([[[PROD]], [[OWN, PROD]]])('they have the values of the files %s', async (files) => {
  const { said, unseen } = await planned(named('10Gi', ...files), named('20Gi', ...files));
  expect(said).toContain('Cluster shop/shop-app-cluster: spec.storage.size 10Gi → 20Gi none');
  expect(unseen).toEqual([expect.stringMatching(/^HelmRelease flux-system\/app, or its chart charts\/app, changed/)]);
});

test('they lose the values of a file that is named no more, of their own, too', async () => {
  const { said } = await planned(named('10Gi', OWN, PROD), named('10Gi', PROD));
  expect(said).toContain('Cluster shop/shop-app-cluster: spec.instances 5 → 3 none');
});
