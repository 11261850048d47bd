import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { initdb, type PostgresClusterProps } from '../../../constructs/index';
import { printLock } from '../../../plan/lineage/lineage-lock';
import { closeSource, openSource, run, SOURCE, shop, source, TO_18 } from './support/declared-shop';

let root: string;

beforeEach(() => {
  root = openSource();
});
afterEach(closeSource);

const IN_TREE: Partial<PostgresClusterProps> = {
  archive: undefined,
  adopted: {
    backup: {
      barmanObjectStore: { destinationPath: 's3://backups/shop', s3Credentials: { inheritFromIamRole: true } },
    },
  },
};

test.each([[[]], [['--online']]])(
  'a cluster with in-tree Barman Cloud is moved to the plugin first, %j',
  async (more) => {
    writeFileSync(join(root, 'apps/shop/recoveries.json'), '{ "recoveries": [] }');
    const { code, out, err } = await run([...TO_18, ...more], shop(IN_TREE));
    expect([code, out, source()]).toEqual([2, '', SOURCE]);
    expect(err).toMatch(
      /"shop-db" archives by in-tree Barman Cloud, .* move it to the plugin first, .* docs\/adopt\.md/,
    );
  },
);

describe('the steps', () => {
  test('never says to delete the archive that the new major writes, too', async () => {
    const entries = [16, 17].map((major) => ({ archive: 's3://backups/shop shop-db', major, cluster: 'shop/shop-db' }));
    writeFileSync(join(root, 'lineage.lock.json'), printLock(entries));
    for (const application of [shop(), shop(IN_TREE)]) {
      const { code, out } = await run(['17', '--app', 'shop'], application);
      expect(code).toBe(0);
      expect(out).toContain('was upgraded from 16');
      expect(out).not.toContain('delete the folder');
      expect(out).toContain(
        'delete nothing in the bucket: PostgreSQL 17 archives under "shop-db", too, as 16 did, and their timelines meet there',
      );
    }
  });

  test('prints a dump, and nothing of an archive, where nothing is backed up', async () => {
    const { out } = await run(TO_18, shop({ archive: undefined }));
    expect(out).toContain(
      'a dump of every database that you have restored elsewhere, since nothing backs this cluster up',
    );
    expect(out).toContain('a dump, since nothing backs this cluster up: kubectl exec');
    expect(out).toContain('way back: a cluster of PostgreSQL 17 out of the dump from before the upgrade');
    for (const none of ['npm run -s backup', '--drill', 'in the bucket', 'old archive'])
      expect(out).not.toContain(none);
  });

  test('leaves the backups of another plugin to it', async () => {
    const spec = { plugins: [{ name: 'backups.example.com', isWalArchiver: true }] };
    const { out } = await run(TO_18, shop({ archive: undefined, spec }));
    expect(out).toContain('a base backup by the plugin that archives this cluster, completed\n');
    expect(out).toContain('a cluster out of a backup of that plugin of the old major');
    for (const none of ['npm run -s backup', '--drill', 'in the bucket', 'a dump']) expect(out).not.toContain(none);
  });

  test('rehearses out of volume snapshots where there is no archive', async () => {
    const { out } = await run(TO_18, shop({ archive: undefined, volumeSnapshots: { className: 'csi' } }));
    expect(out).toContain('completed: npm run -s backup -- shop | kubectl create');
    expect(out).toContain('a cluster out of a volume snapshot of the old major, which is then upgraded');
    for (const none of ['--drill', 'in the bucket', 'a dump']) expect(out).not.toContain(none);
  });

  test('rehearses with the old major, which this change must not be in', async () => {
    const { out: dry } = await run([...TO_18, '--dry-run']);
    expect(dry).toContain('before this change is written; npm run restore -- shop --at INSTANT --drill, ');
    expect(dry).not.toContain('git stash');
    const { out } = await run(TO_18);
    expect(out).toMatch(
      /git stash takes this change away; npm run restore -- shop --at INSTANT --drill, .* git stash pop\n/,
    );
  });

  test('quotes the name of a database for the shell', async () => {
    const bootstrap = initdb({ database: "order's-db", owner: 'shop' });
    const { out } = await run([...TO_18, '--dry-run'], shop({ bootstrap }));
    expect(out).toContain(`-- 'order'\\''s-db' -c "SELECT slot_name`);
    expect((await run([...TO_18, '--dry-run'])).out).toContain('-- shop -c "SELECT slot_name');
  });
});

test.each([
  [
    [{ archive: 's3://backups/shop shop-db-v16', major: 16, cluster: 'shop/shop-db' }],
    "declare a PostgresClusterFromBackup with version: '16' and source.archive with serverName: 'shop-db-v16'",
  ],
  [
    [{ archive: 's3://backups/shop other', major: 16, cluster: 'shop/other' }],
    'lineage.lock.json knows no archive that 16 of it wrote, so only a dump goes back',
  ],
])('an older major is no upgrade, and what goes back is said', async (entries, message) => {
  writeFileSync(join(root, 'lineage.lock.json'), printLock(entries));
  const { code, err } = await run(['16', '--app', 'shop']);
  expect([code, source()]).toEqual([2, SOURCE]);
  expect(err).toContain('there is no downgrade');
  expect(err).toContain(message);
  expect(err).not.toContain('npm run restore');
});
