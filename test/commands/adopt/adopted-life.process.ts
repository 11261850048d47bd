import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { checkout } from '../../support/checkout';

// What a database is adopted for: that it is restored, rebuilt, upgraded and watched here, like one that was declared here.

const project = checkout();
const path = (name: string) => join(project, name);
const text = (name: string) => readFileSync(path(name), 'utf8');
afterAll(() => rmSync(project, { recursive: true, force: true }));

function run(program: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: project, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')}: ${stdout}${stderr}`);
  return stdout + stderr;
}
const cli = (...args: readonly string[]) => run(process.execPath, ['commands/cli/run.mjs', ...args]);
const git = (...args: readonly string[]) =>
  run('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args]);

function commit(): void {
  git('add', '-A');
  git('commit', '-q', '--no-verify', '-m', 'x');
}

/** As it was after adoption. */
function reset(): void {
  git('reset', '-q', '--hard');
  git('clean', '-qfd', 'apps', 'dist');
}

function edit(file: string, ...edits: readonly (readonly [string | RegExp, string])[]): void {
  const edited = edits.reduce((before, [from, to]) => {
    const after = before.replace(from, to);
    if (after === before) throw new Error(`${file} has no ${from}`);
    return after;
  }, text(file));
  writeFileSync(path(file), edited);
}

interface Change {
  readonly kind: string;
  readonly name: string;
  readonly action: string;
  readonly impact: string;
}

/** Renders, and tells what that changes since the last commit. */
function planned(): {
  readonly changes: readonly Change[];
  readonly restarts: readonly string[];
} {
  cli('synth');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['commands/cli/run.mjs', 'plan', '--base', 'HEAD', '--output', 'json'],
    { cwd: project, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stdout + stderr);
  const { changes } = JSON.parse(stdout) as { changes: readonly Change[] };
  const restarts = changes
    .filter(({ impact }) => !['none', 'ignored', 'reload'].includes(impact))
    .map(({ kind, name, impact }) => `${kind} ${name}: ${impact}`);
  return { changes, restarts };
}

const names = (changes: readonly Change[], action: string) =>
  changes
    .filter((each) => each.action === action)
    .map(({ kind, name }) => `${kind} ${name}`)
    .sort();

const cluster = (name: string, namespace: string, more: string) => `
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  instances: 3
  imageName: ghcr.io/cloudnative-pg/postgresql:17.6-standard-trixie
  storage: { size: 20Gi, storageClass: gp3-encrypted }
  bootstrap: { initdb: { database: shop, owner: shop, secret: { name: shop-owner } } }
${more}
---
`;
const archived = (
  name: string,
  namespace: string,
) => `${cluster(name, namespace, `  plugins: [{ name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: { barmanObjectName: ${name}-store, serverName: ${name}-first } }]`)}
apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: { name: ${name}-store, namespace: ${namespace} }
spec: { retentionPolicy: 30d, configuration: { destinationPath: "s3://${name}/db", s3Credentials: { accessKeyId: { name: s3, key: id }, secretAccessKey: { name: s3, key: secret } } } }
---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { name: ${name}-nightly, namespace: ${namespace} }
spec: { schedule: "0 0 1 * * *", cluster: { name: ${name} }, method: plugin, pluginConfiguration: { name: barman-cloud.cloudnative-pg.io } }
---
`;
const monitor = (name: string, label: string, target: string) => `
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: { name: ${name}, namespace: shop }
spec: { selector: { matchLabels: { ${label}: ${target} } }, podMetricsEndpoints: [{ port: metrics }] }
---
`;
const SHOP = `${archived('shop-db', 'shop')}${monitor('shop-metrics', 'cnpg.io/cluster', 'shop-db')}${monitor('shop-pool-podmonitor', 'cnpg.io/poolerName', 'shop-pool')}
apiVersion: postgresql.cnpg.io/v1
kind: Pooler
metadata: { name: shop-pool, namespace: shop }
spec: { cluster: { name: shop-db }, instances: 2, type: rw, pgbouncer: { poolMode: transaction } }
---
apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: { name: stock, namespace: shop }
spec: { cluster: { name: shop-db }, name: stock, owner: shop }
`;
const IN_TREE = `${cluster('cart-db', 'shop', '  backup: { retentionPolicy: 30d, barmanObjectStore: { destinationPath: "s3://cart/db", s3Credentials: { accessKeyId: { name: s3, key: id }, secretAccessKey: { name: s3, key: secret } } } }')}
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { name: cart-db-daily, namespace: shop }
spec: { schedule: "0 0 2 * * *", cluster: { name: cart-db } }
`;
const AT = '2026-11-20T12:00:00Z';

/** What adoption printed. */
const said: Record<string, string> = {};

beforeAll(() => {
  git('init', '-q');
  commit();
  for (const [name, yaml] of Object.entries({
    shop: SHOP,
    twins: archived('one', 'twins') + archived('two', 'twins'),
    cart: IN_TREE,
  })) {
    writeFileSync(path(`${name}.yaml`), yaml);
    said[name] = cli('adopt', `${name}.yaml`, '--name', name, '--platform', 'aws');
  }
  commit();
});

afterEach(reset);

describe('one cluster with its archive', () => {
  const config = 'apps/shop/config.ts';

  test('is one declaration, with its PodMonitors in it', () => {
    expect(text('apps/shop/chart.ts')).toContain('ProductionDatabase.application(config, ({ cluster }) => {');
    expect(text(config)).toMatch(/podMonitor: \{ name: 'shop-metrics' \}/);
    expect(text(config)).not.toContain('monitors');
  });

  test('is restored', () => {
    cli('restore', 'shop', '--at', AT);
    const { changes, restarts } = planned();
    expect(restarts).toEqual([]);
    expect(names(changes, 'create')).toEqual([
      'Cluster shop-db-r2',
      'Database shop-db-r2-stock',
      'PodMonitor shop-db-r2-shop-metrics',
      'ScheduledBackup shop-db-r2-nightly',
    ]);
    expect(names(changes, 'update')).toEqual([]);
    reset();
    cli('restore', 'shop', '--at', AT, '--drill');
    expect(names(planned().changes, 'create').join()).toContain('Cluster shop-db-drill-20261120t120000');
  });

  test('is rebuilt', () => {
    cli('rebuild', 'shop');
    cli('synth');
    expect(text('dist/shop/database/cluster.yaml')).toMatch(
      /recovery:\n\s+database: shop[\s\S]*serverName: shop-db-first/,
    );
    expect(text('dist/shop/database/cluster.yaml')).toContain('serverName: shop-db-r2');
  });

  test('is upgraded, in place and online', () => {
    cli('upgrade', 'postgres', '18', '--app', 'shop');
    expect(
      git('diff', '-U0', '--', 'apps')
        .match(/^\+ .*/gm)
        ?.map((line) => line.slice(1).trim()),
    ).toEqual(["version: '18',", expect.stringContaining('postgresql:18.'), "serverName: 'shop-db-first-v18',"]);
    expect(planned().restarts).toEqual([expect.stringContaining('Cluster shop-db: ')]);
    reset();
    expect(() => cli('upgrade', 'postgres', '18', '--app', 'shop', '--online')).toThrow(
      'database "stock" (Database stock) would not be in the new cluster',
    );
    cli('upgrade', 'postgres', '18', '--app', 'twins', '--cluster', 'two', '--online');
    const { changes, restarts } = planned();
    expect(restarts).toEqual([]);
    expect(names(changes, 'create')).toContain('Cluster two-v18');
  });

  test('gets each part of a new database by one prop', () => {
    edit(
      config,
      ['alerts: false, ', ''],
      ['queries: false', 'queries: {}'],
      [', dashboards: false', ''],
      ['  compose: false,\n', ''],
    );
    const watched = planned();
    expect(watched.restarts).toEqual([]);
    for (const part of ['PrometheusRule shop-db', 'ConfigMap shop-db-dashboards', 'ConfigMap shop-db-queries'])
      expect(names(watched.changes, 'create')).toContain(part);
    expect(text('apps/shop/compose.yaml')).toContain('image: postgres:17.6');
    reset();
    edit(config, ['  network: false,\n', ''], ['  access: false,\n', '']);
    const closed = planned();
    expect(closed.restarts).toEqual([]);
    for (const part of ['NetworkPolicy shop-db', 'NetworkPolicy shop-pool', 'ConfigMap shop-db-private'])
      expect(names(closed.changes, 'create')).toContain(part);
  });
});

test('of two clusters each is restored by its name, and neither takes the clients of the other', () => {
  expect(text('apps/twins/chart.ts')).toContain("recoveriesOf(declared, 'two')");
  cli('restore', 'twins', '--at', AT, '--cluster', 'two');
  cli('restore', 'twins', '--at', AT, '--cluster', 'one', '--drill');
  const { changes, restarts } = planned();
  expect(restarts).toEqual([]);
  expect(names(changes, 'create')).toEqual(
    expect.arrayContaining(['Cluster two-r2', 'ScheduledBackup two-r2-nightly', 'Cluster one-drill-20261120t120000']),
  );
  edit('apps/twins/recoveries.json', ['{', '{ "serving": "two-r2",']);
  cli('restore', 'twins', '--at', AT, '--cluster', 'one');
  cli('restore', 'twins', '--serve', 'one-r2');
  expect(JSON.parse(text('apps/twins/recoveries.json')).serving).toEqual(['two-r2', 'one-r2']);
  reset();
  cli('upgrade', 'postgres', '18', '--app', 'twins', '--cluster', 'two');
  expect(planned().restarts).toEqual([expect.stringContaining('Cluster two: ')]);
  expect(text('dist/twins/database/cluster.yaml')).toContain('serverName: two-first-v18');
});

test('in-tree archives go to the plugin by the commits of the plan', () => {
  const config = 'apps/cart/config.ts';
  const store = `store: {
      destinationPath: 's3://cart/db',
      credentials: S3Credentials.fromSecret(Secret.fromSecretName('s3'), { accessKeyId: 'id', secretAccessKey: 'secret' }),
      retention: Duration.days(30),
    },`;
  expect(said.cart).toMatch(
    /an ObjectStore with destinationPath s3:\/\/cart\/db[\s\S]*every ScheduledBackup gets method: plugin/,
  );
  expect(() => cli('restore', 'cart', '--at', AT)).toThrow('archives by in-tree Barman Cloud');
  edit(
    config,
    ['backup: { adopted: true },', `backup: {\n    adopted: true,\n    ${store}\n  },`],
    ['import {\n', 'import {\n  Duration,\n  S3Credentials,\n'],
  );
  const first = planned();
  expect([names(first.changes, 'create'), names(first.changes, 'update')]).toEqual([['ObjectStore cart-backups'], []]);
  commit();

  edit(
    config,
    [
      '    adopted: true,\n',
      "    schedule: { name: 'cart-db-daily', schedule: Schedule.parse('0 0 2 * * *'), immediate: false, backupOwnerReference: 'none' },\n",
    ],
    [/ {4}adopted: \{[\s\S]*?\n {4}\},\n/, ''],
    [/\/\*\* What the chart adds[\s\S]*$/, ''],
  );
  edit('apps/cart/chart.ts', ['beside, ', ''], [/, \(\{ cluster \}\)[\s\S]*\}\);/, ');']);
  const second = planned();
  expect(names(second.changes, 'update')).toEqual(['Cluster cart-db', 'ScheduledBackup cart-db-daily']);
  expect(second.restarts).toEqual(['Cluster cart-db: restart']);
  commit();

  cli('restore', 'cart', '--at', AT);
  expect(names(planned().changes, 'create')).toContain('Cluster cart-db-r2');
});

test('what adoption writes compiles', () => {
  run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json', '--noEmit']);
});
