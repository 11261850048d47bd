import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import { loadAll } from 'js-yaml';
import { expect, test } from 'vitest';
import { check } from '../../../commands/check/check';
import { synth } from '../../../commands/synth/synth';
import {
  type Acknowledgement,
  type Application,
  Duration,
  Folder,
  initdb,
  ObjectStore,
  PostgresCluster,
  S3Credentials,
} from '../../../constructs';
import type { Manifest } from '../../../manifests/object/manifest';
import { RULES } from '../../../rules/expert';
import { platformOf, TEST_PLATFORM } from '../../apps/support/test-platform';
import { snapshot, temporaryFolder } from '../../manifests/support/folder';
import { captured } from '../support/console';

// docs/removal.md, followed to the letter: the page's own lines are what synth takes, and its commands name what Argo CD leaves.

const PAGE = readFileSync(join(__dirname, '../../../docs/removal.md'), 'utf8');

const acknowledgements: Acknowledgement[] = [
  ...(/export const acknowledgements[\s\S]*?\];/.exec(PAGE)?.[0] ?? '').matchAll(
    /\{ delete: '([^']+)', reason: '([^']+)' \}/g,
  ),
].map(([, object = '', reason = '']) => ({ delete: object, reason }));

/** `kind namespace/name` that the commands below a heading delete; the namespace of `argocd` objects is theirs. */
function deletedBelow(heading: string): string[] {
  const section = PAGE.slice(PAGE.indexOf(`## ${heading}\n`)).split(/\n(?=## )/)[0] ?? '';
  const blocks = [...section.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block).join('');
  return [...blocks.matchAll(/^kubectl delete (\S+) ([\w -]+?)(?: -n (\S+))?$/gm)].flatMap(
    ([, kind = '', names = '', namespace]) =>
      names.split(' ').map((name) => `${kind.split('.')[0]} ${namespace === undefined ? '' : `${namespace}/`}${name}`),
  );
}

function database(name: string, hasApi = false): Application {
  return {
    name,
    platform: TEST_PLATFORM,
    suppressions: [],
    build(app) {
      const folder = new Folder(app, `${name}/database`, { namespace: name });
      const archive = new ObjectStore(folder, 'Backups', {
        name: `${name}-backups`,
        destinationPath: `s3://${name}-backups/db`,
        credentials: S3Credentials.inherit(),
        retention: Duration.days(14),
      });
      new PostgresCluster(folder, 'Database', {
        name: `${name}-db`,
        version: '17',
        instances: 1,
        archive,
        image: 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie',
        storage: { size: '20Gi' },
        bootstrap: initdb({ database: name, owner: name }),
      });
      if (!hasApi) return;
      const api = new Folder(app, `${name}/api`, { namespace: name });
      new ApiObject(api, 'Account', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'api' } });
    },
  };
}

const bank = database('bank');
const shop = database('shop', true);
const WITH_SHOP = [shop, bank, platformOf([shop, bank])];
const WITHOUT_SHOP = [bank, platformOf([bank])];

let root: string;

function run(applications: readonly Application[], acknowledge: readonly Acknowledgement[], command = synth) {
  const console = captured();
  const request = { applications, acknowledge, root, outdir: 'dist', now: new Date('2026-11-21') };
  const code = command({ ...request, quiet: false, only: { rules: RULES }, console });
  return { code, ...console.output };
}

function commit(message: string): void {
  for (const args of [
    ['add', '-A'],
    ['-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '--quiet', '-m', message],
  ]) {
    const { status, stderr } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  }
}

function objectsIn(folder: string): string[] {
  const place = join(root, 'dist', folder);
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml') && !name.endsWith('kustomization.yaml'))
    .flatMap((name) => loadAll(readFileSync(join(place, name), 'utf8')) as Manifest[])
    .map(
      ({ kind, metadata: { namespace, name } }) => `${kind.toLowerCase()} ${namespace ? `${namespace}/` : ''}${name}`,
    );
}

test('one commit removes an application, with the lines that the page has', () => {
  root = temporaryFolder();
  spawnSync('git', ['init', '--quiet', '-b', 'main'], { cwd: root });
  expect(run(WITH_SHOP, [])).toMatchObject({ code: 0 });
  commit('with the shop');
  const before = snapshot(root);
  const platform = objectsIn('platforms');
  const refused = run(WITHOUT_SHOP, []);
  expect(refused.code).toBe(1);
  const asked = [...refused.err.matchAll(/add \{ delete: '([^']+)', reason: '…' \} to the list in (\S+)/g)];
  expect(asked.map(([, object]) => object)).toEqual(acknowledgements.map((each) => 'delete' in each && each.delete));
  expect(new Set(asked.map(([, , file]) => file))).toEqual(new Set(['apps/acknowledgements.ts']));
  expect(snapshot(root)).toEqual(before);

  expect(run(WITHOUT_SHOP, acknowledgements)).toMatchObject({ code: 0 });
  expect(readdirSync(join(root, 'dist')).sort()).toEqual(['bank', 'platforms']);
  const lock = readFileSync(join(root, 'lineage.lock.json'), 'utf8');
  expect(lock).not.toContain('"object":"Cluster shop/shop-db"');
  expect(lock).toContain('"archive":"s3://shop-backups/db shop-db"');
  commit('without the shop');
  expect(run(WITHOUT_SHOP, acknowledgements, check)).toMatchObject({ code: 0 });

  // What the platform no longer names, and prunes not, is what is deleted by hand; what the application itself declared comes in between.
  const left = new Set(objectsIn('platforms'));
  const gone = platform.filter((object) => !left.has(object));
  const byHand = deletedBelow('By hand');
  expect(byHand.filter((object) => !/^(?:deployment|cluster|objectstore) /.test(object)).sort()).toEqual(gone.sort());
  expect(byHand).toContain('cluster shop/shop-db');
  expect(byHand.at(-1)).toBe('namespace shop');

  // Afterwards the acknowledgements may go, and the archive is not written again.
  expect(run(WITHOUT_SHOP, [])).toMatchObject({ code: 0 });
  const again = run(WITH_SHOP, []);
  expect(again.code).toBe(1);
  expect(again.err).toContain('written by an earlier Cluster shop/shop-db, which was deleted');
});

test('a database of an application that stays: both objects that Argo CD leaves are deleted by hand', () => {
  expect(deletedBelow('A database of an application that stays')).toEqual(
    acknowledgements.map((each) => ('delete' in each ? each.delete.replace(/^\w+/, (kind) => kind.toLowerCase()) : '')),
  );
});
