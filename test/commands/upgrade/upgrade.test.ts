import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, type App } from 'cdk8s';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCommandLine } from '../../../commands/cli/cli';
import {
  type Application,
  Folder,
  initdb,
  ObjectStore,
  PostgresCluster,
  S3Credentials,
  Secret,
} from '../../../constructs/index';
import { upgradePath } from '../../../manifests/releases/upgrade-path';
import { installableVersions } from '../../../values/cnpg/chart-versions';
import { captured } from '../support/console';

const FILE = 'apps/platforms/k3s/versions.json';
const VERSIONS = { operator: '1.28.0', plugin: '0.11.0', kubernetes: '1.34' };

/** The newest 1.29 that a chart installs. */
const [NEXT = ''] = upgradePath('1.28.0', '1.30.0', installableVersions('cloudnative-pg'));

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'upgrade-'));
  for (const name of ['aws', 'k3s']) {
    mkdirSync(join(root, 'apps/platforms', name), { recursive: true });
    writeFileSync(join(root, 'apps/platforms', name, 'versions.json'), JSON.stringify(VERSIONS));
  }
  mkdirSync(join(root, 'apps/platforms/not-one'));
});
afterEach(() => rmSync(root, { recursive: true }));

const declared = () => JSON.parse(readFileSync(join(root, FILE), 'utf8')) as Record<string, string>;

const STORE = {
  name: 'backups',
  destinationPath: 's3://backups/shop',
  credentials: S3Credentials.fromSecret(Secret.fromSecretName('s3'), { accessKeyId: 'ID', secretAccessKey: 'KEY' }),
};

/** An application with a database on a platform, and what it declares by hand. */
function shop(platform: string, extra?: (folder: Folder) => void, suppressions: Application['suppressions'] = []) {
  return {
    name: 'shop',
    platform: { name: platform, target: VERSIONS, nodes: 1, storageClasses: [] },
    suppressions,
    build(app: App) {
      const folder = new Folder(app, 'shop/database', { namespace: 'shop' });
      new PostgresCluster(folder, 'Database', {
        name: 'shop-db',
        version: '17',
        image: 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie',
        instances: 1,
        storage: { size: '1Gi' },
        bootstrap: initdb({ database: 'shop', owner: 'shop' }),
        archive: new ObjectStore(folder, 'Backups', STORE),
      });
      extra?.(folder);
    },
  } satisfies Application;
}

async function run(args: readonly string[], applications: readonly Application[] = [shop('k3s')]) {
  const console = captured();
  const code = await runCommandLine(['upgrade', ...args], {
    repository: async () => ({ applications }),
    root,
    console,
  });
  return { code, ...console.output };
}

const TO_130 = ['operator', '1.30.0', '--platform', 'k3s'];

describe('npm run upgrade', () => {
  test('writes the next minor only, and prints the commits of the whole way', async () => {
    const { code, out } = await run(TO_130);
    expect(code).toBe(0);
    expect(declared()).toEqual({ ...VERSIONS, operator: NEXT });
    expect(readdirSync(join(root, 'apps/platforms/k3s'))).toEqual(['versions.json']);
    expect(out).toContain(`${FILE}: operator 1.28.0 becomes ${NEXT}, the first of 2 steps to 1.30.0\n`);
    expect([...out.matchAll(/^\d\. (.*)$/gm)].map(([, commit]) => commit)).toEqual([
      `git commit -m "Upgrade the operator of k3s to ${NEXT}"`,
      'git commit -m "Upgrade the operator of k3s to 1.30.0"',
    ]);
    expect(out).toContain('restart Cluster shop/shop-db: 1 instance restarts');
    expect(out).toContain(`kubectl cnpg status shop-db -n shop has ${NEXT} as Manager Version of every instance`);
    expect(out).toContain('kubectl rollout status deployment -n cnpg-system -l app.kubernetes.io/name=cloudnative-pg');
    expect(out).toContain('npm run -s backup -- shop | kubectl create -f -');
    expect(out).toContain('npm run upgrade -- operator 1.30.0 --platform k3s writes it');
    expect(out.match(/way back: /g)).toHaveLength(2);
  });

  test('goes on from there, and says when it has arrived', async () => {
    await run(TO_130);
    const { out } = await run(TO_130);
    expect(out).toContain(`operator ${NEXT} becomes 1.30.0\n`);
    expect(declared()).toMatchObject({ operator: '1.30.0' });
    expect(await run(TO_130)).toMatchObject({ code: 0, out: `${FILE}: operator is 1.30.0 already\n` });
  });

  test('writes nothing in a dry run', async () => {
    const { code, out } = await run([...TO_130, '--dry-run']);
    expect([code, declared()]).toEqual([0, VERSIONS]);
    expect(out).toContain('(dry run: nothing is written)');
  });

  test('goes to a version of the plugin in one step', async () => {
    await run(['plugin', '0.13.0', '--platform', 'k3s']);
    expect(declared()).toEqual({ ...VERSIONS, plugin: '0.13.0' });
  });

  test('prepares what loses access, and takes out what is suppressed in vain', async () => {
    const suppressions = [
      { rule: 'operator-vulnerability', object: 'Cluster shop/shop-db', reason: 'r' },
      { rule: 'backup-missing', object: 'Cluster shop/shop-db', reason: 'r' },
    ];
    const follower = (folder: Folder) => {
      new ApiObject(folder, 'Follower', {
        apiVersion: 'postgresql.cnpg.io/v1',
        kind: 'Cluster',
        metadata: { name: 'copy', namespace: 'shop' },
        spec: {
          instances: 1,
          storage: { size: '1Gi' },
          replica: { enabled: true, source: 'origin' },
          bootstrap: { pg_basebackup: { source: 'origin' } },
          externalClusters: [{ name: 'origin', connectionParameters: { host: 'origin' } }],
        },
      });
    };
    const { out } = await run(TO_130, [shop('k3s', follower, suppressions)]);
    expect(out).toContain(`1. prepare operator ${NEXT}, in manifests and databases`);
    expect(out).toContain('Cluster shop/copy: where another operator runs origin, upgrade that one first');
    expect(out).toContain('accept nothing any more: operator-vulnerability for Cluster shop/shop-db (shop)\n');
  });

  test('writes nothing while the next version refuses an object of the platform', async () => {
    const refused = (folder: Folder) => {
      new ApiObject(folder, 'Pooler', {
        apiVersion: 'postgresql.cnpg.io/v1',
        kind: 'Pooler',
        metadata: { name: 'pool', namespace: 'shop' },
        spec: { cluster: { name: 'shop-db' }, type: 'rx', pgbouncer: { poolMode: 'session' } },
      });
    };
    const { code, out, err } = await run(TO_130, [shop('k3s', refused)]);
    expect([code, out, declared()]).toEqual([1, '', VERSIONS]);
    expect(err).toMatch(
      /operator 1\.29\.\d refuses what platform k3s has\. Mend these objects first:\n {2}Pooler shop\/pool: spec\.type/,
    );
    expect(await run(TO_130, [shop('aws', refused)])).toMatchObject({ code: 0 });
  });
});

test.each([
  [
    ['operator', '1.99.0', '--platform', 'k3s'],
    /no known chart installs operator "1\.99\.0": there is 1\.28\.0, .*1\.30\.0/,
  ],
  [['operator', '1.30', '--platform', 'k3s'], /no known chart installs operator "1\.30"/],
  [['plugin', '0.10.0', '--platform', 'k3s'], /plugin 0\.10\.0 is older than 0\.11\.0.*downgrade/],
  [['operator', '1.30.0', '--platform', 'not-one'], /no platform "not-one": there is aws, k3s/],
  [['operator', '1.30.0', '--platform', '../k3s'], /no platform "\.\.\/k3s"/],
  [['operator', '1.30.0'], /--platform/],
  [['kubernetes', '1.36', '--platform', 'k3s'], /Allowed choices are operator, plugin/],
])('refuses %j', async (args, message) => {
  const { code, err } = await run(args);
  expect(code).toBe(2);
  expect(err).toMatch(message);
  expect(declared()).toEqual(VERSIONS);
});

test.each([
  ['{', /versions\.json: .*JSON/],
  ['[]', /it is not an object/],
  [
    '{ "operator": "1.28.0", "kubernetes": 1.34, "plugins": "0.11.0" }',
    /plugin is missing, kubernetes is 1\.34, plugins is not known/,
  ],
  ['{ "operator": "new", "plugin": "0.11.0", "kubernetes": "1.34" }', /operator is "new"/],
])('says what is wrong in %s, and leaves it', async (text, message) => {
  writeFileSync(join(root, FILE), text);
  const { code, err } = await run(TO_130);
  expect(code).toBe(2);
  expect(err).toMatch(message);
  expect(readFileSync(join(root, FILE), 'utf8')).toBe(text);
});
