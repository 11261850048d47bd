import { execFile, execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { isKustomization, type Manifest } from '../../manifests/object/manifest';
import { checkout } from '../support/checkout';
import { ApiServer } from './support/api-server';
import { lacking, settled } from './support/differences';
import { manifestsOf, nameOf } from './support/documents';
import { runDatabase } from './support/run-database';
import { isNewest } from './support/target';

// A database that runs, as far as an API server knows, is adopted from it: nothing of it changes but the annotations that are named.

const server = new ApiServer(inject('apiServer'));
const project = checkout();
const path = (...names: string[]) => join(project, ...names);
const kubeconfig = path('kubeconfig');
const ARGO = { manager: 'argocd-controller', dryRun: true };
const [platform, storageClass] = isNewest ? ['aws', 'gp3-encrypted'] : ['k3s', 'local-path'];
afterAll(() => rmSync(project, { recursive: true, force: true }));

/** As somebody applied it from a shell, on a cluster with all that hangs on it. */
const database = (namespace: string, backup: string) => `
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders-db, namespace: ${namespace}, labels: { team: orders } }
spec:
  instances: 3
  imageName: ghcr.io/cloudnative-pg/postgresql:17.6
  storage: { size: 20Gi, storageClass: ${storageClass} }
  walStorage: { size: 5Gi, storageClass: ${storageClass} }
  resources: { requests: { cpu: 1, memory: 2Gi }, limits: { memory: 2Gi } }
  bootstrap: { initdb: { database: orders, owner: orders, secret: { name: orders-owner }, postInitApplicationSQL: [CREATE EXTENSION pg_trgm] } }
  postgresql:
    parameters: { shared_buffers: 512MB, max_connections: "200" }
    pg_hba: [hostssl all all 10.0.0.0/8 scram-sha-256]
  managed:
    roles: [{ name: reports, login: true, passwordSecret: { name: orders-reports } }]
  monitoring: { enablePodMonitor: true, customQueriesConfigMap: [{ name: orders-queries, key: queries }] }
${backup}
---
apiVersion: v1
kind: ConfigMap
metadata: { name: orders-queries, namespace: ${namespace} }
data: { queries: "orders: { query: SELECT 1 AS one, metrics: [{ one: { usage: GAUGE, description: one } }] }" }
---
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: { name: orders-pool, namespace: ${namespace} }
spec: { cluster: { name: orders-db }, instances: 2, type: rw, pgbouncer: { poolMode: transaction }, monitoring: { enablePodMonitor: true } }
---
apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: { name: stock, namespace: ${namespace} }
spec: { cluster: { name: orders-db }, name: stock, owner: orders }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: orders-db, namespace: ${namespace} }
spec: { podSelector: { matchLabels: { cnpg.io/cluster: orders-db } }, ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 5432 }] }] }
`;

const PLUGIN = (namespace: string) => `
---
apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: { name: orders-backups, namespace: ${namespace} }
spec:
  retentionPolicy: 14d
  configuration:
    destinationPath: s3://orders/${namespace}
    s3Credentials: { accessKeyId: { name: s3, key: id }, secretAccessKey: { name: s3, key: secret } }
    wal: { compression: gzip }
---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { name: orders-db-daily, namespace: ${namespace} }
spec: { schedule: "0 0 2 * * *", method: plugin, pluginConfiguration: { name: barman-cloud.cloudnative-pg.io }, cluster: { name: orders-db }, backupOwnerReference: self }
`;

const IN_TREE = (namespace: string) => `
---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { name: orders-db-daily, namespace: ${namespace} }
spec: { schedule: "0 0 2 * * *", cluster: { name: orders-db }, backupOwnerReference: self }
`;

const RUNNING: Readonly<Record<string, string>> = {
  'orders-plugin':
    database(
      'orders-plugin',
      '  plugins: [{ name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: { barmanObjectName: orders-backups } }]',
    ) + PLUGIN('orders-plugin'),
  'orders-in-tree':
    database(
      'orders-in-tree',
      '  backup: { retentionPolicy: 30d, barmanObjectStore: { destinationPath: "s3://orders/in-tree", s3Credentials: { inheritFromIAMRole: true } } }',
    ) + IN_TREE('orders-in-tree'),
};

/** A command of this project, with the kubeconfig of the server. */
async function run(...args: string[]): Promise<{ stdout: string; stderr: string }> {
  const env = { ...process.env, KUBECONFIG: kubeconfig };
  return promisify(execFile)(process.execPath, ['commands/cli/run.mjs', ...args], {
    cwd: project,
    env,
    maxBuffer: 1 << 26,
  });
}

interface Change {
  readonly kind: string;
  readonly name: string;
  readonly fields: readonly { readonly path: string; readonly impact: string }[];
}

async function changes(application: string): Promise<readonly Change[]> {
  const target = `dist/${application}/database`;
  const { stdout } = await run('plan', '--base', 'cluster', '--target', target, '--output', 'json');
  return JSON.parse(stdout).changes;
}

beforeAll(() => writeFileSync(kubeconfig, server.config.exportConfig()));

test.each(Object.keys(RUNNING))('%s is adopted as it runs', async (namespace) => {
  const yaml = RUNNING[namespace] ?? '';
  const given = manifestsOf(yaml, namespace);
  await server.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  const file = path(`${namespace}.yaml`);
  writeFileSync(file, yaml);
  execFileSync(inject('kubectl'), ['--kubeconfig', kubeconfig, 'apply', '-f', file]);
  await runDatabase(server, given);
  const before = await liveOf(given);

  const { stdout } = await run(
    'adopt',
    '--context',
    'kind-apiserver',
    '--namespace',
    namespace,
    '--name',
    namespace,
    '--platform',
    platform,
  );
  expect(stdout).toContain('Proof: a plan from what was given to what is rendered has nothing but this');
  const [, proof = ''] = stdout.split('Proof: ');
  // Nothing was written there.
  expect(await liveOf(given)).toEqual(before);

  const folder = path('dist', namespace, 'database');
  const rendered = readdirSync(folder)
    .flatMap((each) => manifestsOf(readFileSync(join(folder, each), 'utf8'), each))
    .filter((manifest) => !isKustomization(manifest));
  // All that somebody wrote, and nothing that the operator made.
  expect(rendered.map(nameOf).sort()).toEqual(given.map(nameOf).sort());
  for (const manifest of rendered) {
    const { message, body } = await server.apply(manifest, ARGO);
    expect(message).toBe('');
    const live = plain(await server.read(manifest));
    // Nothing goes and nothing is another value; what is said beside it is judged below.
    expect(lacking(live, plain(body)), nameOf(manifest)).toEqual([]);
    for (const difference of lacking(plain(body), live)) expect(difference).toMatch(/ became undefined$/);
  }

  const planned = await changes(namespace);
  expect(planned.length).toBeGreaterThan(0);
  for (const { kind, name, fields } of planned) {
    for (const { path: where, impact } of fields) {
      expect({ where, impact }).toEqual({ where, impact: 'none' });
      expect(proof).toContain(`  ${kind} ${name} ${where}: (none) → `);
    }
  }

  for (const manifest of rendered) await server.apply(manifest, { manager: 'argocd-controller' });
  expect(await changes(namespace)).toEqual([]);
});

async function liveOf(manifests: readonly Manifest[]): Promise<Manifest[]> {
  return Promise.all(manifests.map((manifest) => server.read(manifest)));
}

/** Without what Argo CD reads, which adoption adds. */
function plain(manifest: Manifest): Manifest {
  const { metadata, ...object } = settled(manifest);
  const annotations = Object.entries(metadata.annotations ?? {}).filter(
    ([name]) => !name.startsWith('argocd.argoproj.io/'),
  );
  return { ...object, metadata: { ...metadata, annotations: Object.fromEntries(annotations) } };
}
