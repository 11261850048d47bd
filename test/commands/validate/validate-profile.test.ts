import { expect, it } from 'vitest';
import { folderWith } from '../support/files';

const cluster = (name: string, more = '') => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: ${name}, namespace: shop}
spec:
  instances: 3
  imageName: ghcr.io/cloudnative-pg/postgresql:17.6-standard-trixie
  storage: {size: 10Gi}
${more}`;
const ARCHIVE = `  backup:
    retentionPolicy: 30d
    barmanObjectStore: {destinationPath: s3://backups/shop, s3Credentials: {inheritFromIAMRole: true}}
`;

const run = folderWith({
  'one.yaml': cluster('one'),
  'many.yaml': [1, 2, 3, 4, 5, 6, 7].map((number) => cluster(`db-${number}`)).join('---\n'),
  'in-tree.yaml': cluster('one', ARCHIVE),
  'repository/.git/HEAD': '',
  'repository/apps/all.yaml': `${cluster('shop-db')}---
apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: {name: a, namespace: shop}
spec: {name: a, owner: app, cluster: {name: elsewhere}}
`,
  'typo.yaml': `${cluster('shop-db')}---
apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: {name: a, namespace: shop}
spec: {name: a, owner: app, cluster: {name: shop-bd}}
---
apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: {name: b, namespace: shop}
spec: {name: b, owner: app, cluster: {name: elsewhere}}
`,
});

async function rules(...args: readonly string[]): Promise<string[]> {
  const { out } = await run(['validate', ...args, '--output', 'json']);
  return JSON.parse(out).map(({ rule }: { rule: string }) => rule);
}

it('a profile says more than the one before, and --advice everything', async () => {
  expect(await rules('./one.yaml', '--profile', 'home')).toEqual(['backup-missing']);
  expect(await rules('./one.yaml')).toEqual(['backup-missing']);
  expect(await rules('./one.yaml', '--profile', 'production')).toEqual(['backup-missing', 'synchronous-missing']);
  const regulated = await rules('./one.yaml', '--profile', 'regulated');
  expect(regulated).toEqual(expect.arrayContaining(['tls-not-required', 'network-open', 'zone-spread']));
  const all = await rules('./one.yaml', '--advice', '--profile', 'home');
  expect(all.length).toBeGreaterThan(regulated.length);
  expect((await run(['validate', './one.yaml'])).out).toMatch(
    new RegExp(`\\n1 object: 1 warning; --advice says ${all.length - 1} more\\n$`),
  );
});

it('says once what many objects have, with their number and the first places', async () => {
  const { out } = await run(['validate', './many.yaml', '--profile', 'home']);
  expect(out.match(/backup-missing/g)).toHaveLength(1);
  expect(out).toMatch(/^7 objects\n {2}⚠ backup-missing\n {4}no backup/);
  expect(out).toContain('    many.yaml:4:1  Cluster shop/db-1\n');
  expect(out).toContain('    and 2 more\n');
  expect(await rules('./many.yaml', '--profile', 'home')).toHaveLength(7);
});

it('says one thing once: the warning of the webhook is that of the rule', async () => {
  const found = await rules('./in-tree.yaml', '--advice');
  expect(found).toContain('barman-in-tree');
  expect(found).not.toContain('cluster-barman-deprecated');
});

it('takes a name that almost fits for a typo, and any other for the name of something elsewhere', async () => {
  const { out } = await run(['validate', './typo.yaml', '--advice', '--output', 'json']);
  const missing = JSON.parse(out).filter(({ rule }: { rule: string }) => rule === 'cluster-missing');
  expect(missing.map(({ name, severity }: { name: string; severity: string }) => `${name} ${severity}`)).toEqual([
    'a error',
    'b info',
  ]);
});

it('knows what is missing where the whole repository was read, and nowhere else', async () => {
  expect(await rules('./repository')).toEqual(['backup-missing', 'cluster-missing']);
  expect(await rules('./repository/apps')).toEqual(['backup-missing']);
  expect(await rules('./repository/apps/all.yaml')).toEqual(['backup-missing']);
});
