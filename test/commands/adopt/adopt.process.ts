import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checkout } from '../../support/checkout';

// `npm run adopt` in a copy of the sources: what it prints is compiled, rendered and planned there.

const project = checkout();
const path = (name: string) => join(project, name);

afterAll(() => rmSync(project, { recursive: true, force: true }));

function run(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['commands/cli/run.mjs', ...args], {
    cwd: project,
    encoding: 'utf8',
    input,
  });
  return { status, stdout, stderr };
}

/** As a chart renders it: labels of Helm, a hook, nulls, and five fields of cron. */
const CHART = `
# values of production
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: shop-db, namespace: shop, labels: { app.kubernetes.io/managed-by: Helm, app.kubernetes.io/instance: shop } }
spec:
  instances: 3
  imageName: ghcr.io/cloudnative-pg/postgresql:17
  postgresUID: 26
  storage: { size: 20Gi, storageClass: gp3-encrypted }
  affinity: { topologyKey: topology.kubernetes.io/zone }
  postgresql: null
  bootstrap: { initdb: null }
  monitoring: { enablePodMonitor: true }
  plugins:
  - { name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: { barmanObjectName: shop-backups } }
---
apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: { name: shop-backups, namespace: shop, annotations: { helm.sh/hook: pre-install } }
spec:
  retentionPolicy: 30d
  configuration:
    destinationPath: s3://shop/db
    endpointURL: https://s3.example.com
    s3Credentials: { accessKeyId: { name: s3, key: id }, secretAccessKey: { name: s3, key: secret } }
---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { name: shop-db-daily, namespace: shop }
spec: { schedule: "0 2 * * *", method: plugin, cluster: { name: shop-db } }
---
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: { name: shop-pool, namespace: shop }
spec: { cluster: { name: shop-db }, instances: 2, type: rw, pgbouncer: { poolMode: transaction } }
`;

test('the output of a chart becomes an application that compiles, renders and plans empty', () => {
  writeFileSync(path('chart.yaml'), CHART);
  const { status, stdout, stderr } = run(['adopt', 'chart.yaml', '--name', 'shop', '--platform', 'aws']);
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('Proof: a plan from what was given to what is rendered has nothing but this');
  expect(stdout).toContain("Helm's release shop still has it");
  expect(stdout).toContain('chart.yaml: its comments are not carried over: line 2');
  expect(stdout).toContain('scheduled-backup-six-fields of ScheduledBackup shop/shop-db-daily');
  expect(readdirSync(path('apps/shop')).sort()).toEqual(['chart.ts', 'config.ts', 'objects.json', 'recoveries.json']);
  expect(readFileSync(path('apps/shop/config.ts'), 'utf8')).toContain("image: 'ghcr.io/cloudnative-pg/postgresql:17',");
  expect(readFileSync(path('lineage.lock.json'), 'utf8')).toContain('shop-db');

  expect(run(['check'])).toMatchObject({ status: 0 });
  const plan = run(['plan', '--base', 'chart.yaml', '--target', 'dist/shop/database', '--fail-on', 'reload']);
  expect(plan).toMatchObject({ status: 0 });
});

test('what does not render is not written', () => {
  const before = readFileSync(path('apps/index.ts'), 'utf8');
  const twice = run(['adopt', 'chart.yaml', '--name', 'again', '--platform', 'aws']);
  expect(twice).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('shop/shop-backups is in application shop'),
  });
  const elsewhere = run(['adopt', '-', '--name', 'again', '--platform', 'k3s'], CHART.replaceAll('shop', 'again'));
  expect(elsewhere.status).toBe(1);
  expect(elsewhere.stderr).toContain('platform k3s has no storage class "gp3-encrypted"');
  expect(readFileSync(path('apps/index.ts'), 'utf8')).toBe(before);
  expect(readdirSync(path('apps'))).not.toContain('again');
  expect(run(['check'])).toMatchObject({ status: 0 });
});

test.each([
  [['adopt'], 'adopt what? Give files, folders or "-", or a live cluster by --context'],
  [['adopt', 'chart.yaml'], 'which platform does it run on? Add --platform with one of aws, k3s'],
  [
    ['adopt', 'chart.yaml', '--platform', 'aws', '--name', 'parametric-portal'],
    'apps/parametric-portal is there already',
  ],
])('%j is refused', (args, message) => {
  const { status, stderr } = run(args);
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(message) });
});

test('what is missing is said at once', () => {
  const { status, stderr } = run(['adopt', '-', '--name', 'bare'], CHART.replaceAll(', namespace: shop', ''));
  expect(status).toBe(2);
  expect(stderr).toContain('add --namespace with the one in which it runs');
  expect(stderr).toContain('Add --platform with one of aws, k3s');
});
