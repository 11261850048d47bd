import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'cdk8s';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { manifestsOf } from '../../../commands/applications/application-tree';
import { renderApplications } from '../../../commands/applications/render-applications';
import { runCommandLine } from '../../../commands/cli/cli';
import { restore } from '../../../commands/restore/restore';
import {
  type Application,
  addRecoveries,
  DEFAULT_TARGET,
  Folder,
  initdb,
  ObjectStore,
  PostgresCluster,
  type PostgresClusterProps,
  recoveriesFrom,
  S3Credentials,
  Secret,
} from '../../../constructs/index';
import { at } from '../../../manifests/object/manifest';
import { captured } from '../support/console';
import { shop as shopWithApi } from '../support/shop';

const NOW = new Date('2026-11-28T12:00:00Z');
const FILE = 'apps/shop/recoveries.json';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'upgrade-online-'));
  mkdirSync(join(root, 'apps/shop'), { recursive: true });
  declare({ recoveries: [] });
});
afterEach(() => rmSync(root, { recursive: true }));

const declare = (content: object) => writeFileSync(join(root, FILE), JSON.stringify(content));
const declared = () => JSON.parse(readFileSync(join(root, FILE), 'utf8')) as object;

function shop(
  props: Partial<PostgresClusterProps> = {},
  reads = true,
  also: (cluster: PostgresCluster) => void = () => {},
): Application {
  return {
    name: 'shop',
    target: DEFAULT_TARGET,
    suppressions: [],
    build(app: App) {
      const folder = new Folder(app, 'shop/database', { namespace: 'shop' });
      const credentials = { accessKeyId: 'ID', secretAccessKey: 'KEY' };
      const archive = new ObjectStore(folder, 'Backups', {
        name: 'backups',
        destinationPath: 's3://backups/shop',
        credentials: S3Credentials.fromSecret(Secret.fromSecretName('s3'), credentials),
      });
      const cluster = new PostgresCluster(folder, 'Database', {
        name: 'shop-db',
        version: '17',
        image: 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie',
        instances: 1,
        storage: { size: '1Gi' },
        bootstrap: initdb({ database: 'shop', owner: 'app' }),
        archive,
        ...props,
      });
      also(cluster);
      if (reads) addRecoveries(folder, cluster, recoveriesFrom(declared()));
    },
  };
}

async function run(application = shop(), ...args: readonly string[]) {
  const console = captured();
  const repository = async () => ({ applications: [application] });
  const argv = ['upgrade', 'postgres', '18', '--app', 'shop', '--online', ...args];
  const code = await runCommandLine(argv, { repository, root, console });
  return { code, ...console.output };
}

describe('npm run upgrade -- postgres --online', () => {
  test('declares a cluster beside the one that serves, and synth renders it', async () => {
    const { code, out } = await run();
    expect(code).toBe(0);
    expect(declared()).toEqual({
      recoveries: [],
      upgrades: [
        {
          name: 'shop-db-v18',
          of: 'shop-db',
          version: '18',
          image: 'ghcr.io/cloudnative-pg/postgresql:18.6-standard-trixie',
        },
      ],
    });
    const { output, violations } = renderApplications({ applications: [shop()], root, outdir: 'dist', now: NOW });
    expect([...output.files.keys()].join()).toMatch(/publication\.yaml.*subscription\.yaml/);
    expect(output.locks?.get('lineage.lock.json')).toContain('"s3://backups/shop shop-db-v18","major":18');
    expect(violations.filter(({ layer, severity }) => layer === 'admission' && severity === 'error')).toEqual([]);
    expect([...out.matchAll(/^\d\. (?:git commit -m )?"?([^"\n]*)"?$/gm)].map(([, step]) => step)).toEqual([
      'before it: no commit',
      'Copy shop-db to PostgreSQL 18 as shop-db-v18',
      'no commit: stop what writes to shop-db',
      'Serve shop-db-v18',
      'End the replication from shop-db to shop-db-v18',
      'Hibernate shop-db',
      'Drop shop-db',
    ]);
    expect(out.match(/^ {3}way back: /gm)).toHaveLength(7);
    for (const limit of ['DDL', 'large objects', 'sequences', 'primary key', 'privileges', 'replication back']) {
      expect(out).toContain(limit);
    }
    expect(out).toContain(
      'kubectl cnpg subscription sync-sequences shop-db-v18 -n shop --subscription shop_db_v18 --dbname shop',
    );
  });

  test('changes nothing when it is called again, and is kept by a restore', async () => {
    await run();
    const before = declared();
    expect((await run()).out).toContain('shop-db-v18 is declared already');
    expect(declared()).toEqual(before);
    restore([shop()], { application: 'shop', at: '2026-11-27T12:00:00Z', root, now: NOW, console: captured() });
    expect(declared()).toMatchObject({ ...before, recoveries: [{ name: 'shop-db-r2' }] });
  });

  test('copies what serves, and goes on after the cut-over', async () => {
    await run();
    declare({ serving: 'shop-db-v18', ...declared() });
    expect((await run()).out).toContain('shop-db-v18 is declared already');
    const recoveries = [{ name: 'shop-db-r2', of: 'shop-db', at: '2026-11-20T13:37:00Z' }];
    declare({ serving: 'shop-db-r2', recoveries });
    expect(await run()).toMatchObject({
      code: 2,
      err: expect.stringMatching(/"shop-db-r2" is recovered from the backups/),
    });
  });

  test('goes to another distribution, which pg_upgrade cannot', async () => {
    const image = 'ghcr.io/cloudnative-pg/postgresql:18.6-standard-bookworm';
    expect((await run(shop(), '--image', image)).code).toBe(0);
    expect(declared()).toMatchObject({ upgrades: [{ image }] });
  });

  test('speaks of no pg_upgrade, which does not run', async () => {
    const image = 'ghcr.io/example/cnpg:18.1';
    const own = shop({ image: 'ghcr.io/example/cnpg:17.7' });
    const { code, out } = await run(own, '--image', image);
    expect(code).toBe(0);
    expect(out).toContain(`! Distribution or contents of "${image}" are not known here: it needs every extension`);
    expect(out).not.toContain('pg_upgrade');
    await run();
    expect((await run(shop(), '--cluster', 'shop-db')).out).not.toContain('pg_upgrade');
  });

  test('refuses a second copy beside one that is pending, before and after the cut-over to it', async () => {
    const image = 'ghcr.io/cloudnative-pg/postgresql:17.12-standard-trixie';
    const upgrades = [{ name: 'shop-db-v17', of: 'shop-db', version: '17', image }];
    const old = shop({ version: '16', image: 'ghcr.io/cloudnative-pg/postgresql:16.9-standard-trixie' });
    for (const pending of [
      { recoveries: [], upgrades },
      { serving: 'shop-db-v17', recoveries: [], upgrades },
    ]) {
      declare(pending);
      const { code, err } = await run(old);
      expect([code, declared()]).toEqual([2, pending]);
      expect(err).toContain(
        'declares shop-db-v17, the copy of shop-db in PostgreSQL 17: finish that upgrade by its steps (npm run upgrade -- postgres 17 --app shop --online prints them)',
      );
    }
  });

  test('where nothing archives, no step speaks of an archive', async () => {
    const { out } = await run(shop({ archive: undefined }));
    for (const none of ['base backup', 'in the bucket', 'its archive']) expect(out).not.toContain(none);
    expect((await run()).out).toContain('then delete its folder in the bucket');
  });

  test('quotes the name of a database for the shell', async () => {
    const { out } = await run(shop({ bootstrap: initdb({ database: "order's-db", owner: 'app' }) }));
    expect(out).toContain(`-- 'order'\\''s-db' -c "SELECT`);
    expect(out).toContain(`--dbname 'order'\\''s-db'\n`);
  });

  test('does not mind the application database, and one that shall not be there', async () => {
    const others = (cluster: PostgresCluster) => {
      cluster.addDatabase('Shop', { name: 'shop-shop', database: 'shop', owner: 'app' });
      cluster.addDatabase('Old', { name: 'shop-old', database: 'old', owner: 'app', ensure: 'absent' });
    };
    expect((await run(shop({}, true, others))).code).toBe(0);
  });

  test('writes nothing in a dry run', async () => {
    expect((await run(shop(), '--dry-run')).out).toContain('(dry run: nothing is written)');
    expect(declared()).toEqual({ recoveries: [] });
  });

  test('the pooler of the API leads to it once it serves', async () => {
    const upgrades = [
      {
        name: 'shop-db-v18',
        of: 'shop-db',
        version: '18',
        image: 'ghcr.io/cloudnative-pg/postgresql:18.6-standard-trixie',
      },
    ];
    const serving = (name: string) => {
      const manifests = manifestsOf(shopWithApi({ recoveries: { serving: name, recoveries: [], upgrades } }));
      return at(
        manifests.find(({ kind }) => kind === 'Pooler'),
        'spec.cluster.name',
      );
    };
    expect([serving('shop-db'), serving('shop-db-v18')]).toEqual(['shop-db', 'shop-db-v18']);
  });
});

test.each<[string, Application, number, RegExp]>([
  ['where nothing reads the file', shop({}, false), 2, /recoveries\.json is not read for cluster "shop-db"/],
  [
    'without logical decoding',
    shop({ parameters: { wal_level: 'replica' } }),
    1,
    /wal_level is replica, and logical replication needs logical/,
  ],
  [
    'where it would lose another database',
    shop({}, true, (cluster) => cluster.addDatabase('Stock', { name: 'shop-stock', database: 'stock', owner: 'app' })),
    1,
    /database "stock" \(Database shop-stock\) would not be in the new cluster/,
  ],
  [
    'where the server would not start',
    shop({ preloadLibraries: ['citus'] }),
    1,
    /Library citus is preloaded but not in the new image/,
  ],
])('refuses %s', async (_, application, expected, message) => {
  const { code, err } = await run(application);
  expect([code, declared()]).toEqual([expected, { recoveries: [] }]);
  expect(err).toMatch(message);
});
