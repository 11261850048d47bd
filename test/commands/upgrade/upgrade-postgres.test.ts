import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCommandLine } from '../../../commands/cli/cli';
import { type Application, ImageCatalog, Instant, PostgresClusterFromBackup } from '../../../constructs/index';
import { printLock } from '../../../plan/lineage/lineage-lock';
import { IMAGE } from '../support/archiving-shop';
import { captured } from '../support/console';
import { closeSource, type Extra, FILE, openSource, run, SOURCE, shop, source, TO_18 } from './support/declared-shop';

let root: string;

beforeEach(() => {
  root = openSource();
});
afterEach(closeSource);

describe('npm run upgrade -- postgres', () => {
  test('writes version, image and server name, and prints the steps of the way', async () => {
    const { code, out } = await run(TO_18);
    expect(code).toBe(0);
    expect(source()).toBe(
      `export const config = {\n  version: '18',\n  image: 'ghcr.io/cloudnative-pg/postgresql:18.6-standard-trixie',\n  serverName: 'shop-db-v18',\n  instances: 1,\n};\n`,
    );
    expect(readdirSync(root)).toEqual(['apps']);
    expect([...out.matchAll(/^\d\. (.*)$/gm)].map(([, step]) => step)).toEqual([
      'before it: no commit, and this one is not pushed yet',
      'git commit -m "Upgrade shop-db to PostgreSQL 18"',
      'at once: no commit',
      'after 14 days: no commit',
    ]);
    expect(out).toContain(
      'a base backup that is younger than a day, completed: npm run -s backup -- shop | kubectl create',
    );
    expect(out).toContain('npm run synth (it enters the archive shop-db-v18 in lineage.lock.json)');
    expect(out).toContain("-o jsonpath='{.status.pgDataImageInfo.majorVersion}' is 18");
    expect(out).toContain('update_extensions.sql');
    expect(out.match(/way back/g)).toHaveLength(4);
  });

  test('writes nothing in a dry run', async () => {
    expect(await run([...TO_18, '--dry-run'])).toMatchObject({ code: 0, out: expect.stringContaining('(dry run') });
    expect(source()).toBe(SOURCE);
  });

  test.each([
    ['before synth', [{ archive: 's3://backups/shop shop-db', major: 17, cluster: 'shop/shop-db' }]],
    [
      'and after it, and of the last of several',
      [
        { archive: 's3://backups/shop shop-db-v16', major: 16, cluster: 'shop/shop-db' },
        { archive: 's3://backups/shop shop-db', major: 17, cluster: 'shop/shop-db' },
        { archive: 's3://backups/shop shop-db-v18', major: 18, cluster: 'shop/shop-db' },
      ],
    ],
  ])('prints what is left of an upgrade that is declared, %s', async (_, entries) => {
    writeFileSync(join(root, 'lineage.lock.json'), printLock(entries));
    const declared = shop({ version: '18', image: IMAGE.replace('17.7', '18.6'), serverName: 'shop-db-v18' });
    const { code, out } = await run(TO_18, declared);
    expect([code, source()]).toEqual([0, SOURCE]);
    expect(out).toMatch(
      /declared with PostgreSQL 18 already, and was upgraded from 17\n\nWhat follows an upgrade:\n1\. at once/,
    );
    expect(out).toContain('delete the folder shop-db/ in the bucket of shop');
  });

  test('has nothing to do where the cluster was made with that major', async () => {
    const own = { archive: 's3://backups/shop shop-db', major: 17, cluster: 'shop/shop-db' };
    const other = { archive: 's3://backups/other other-db', major: 16, cluster: 'shop/other-db' };
    writeFileSync(join(root, 'lineage.lock.json'), printLock([own, other]));
    expect(await run(['17', '--app', 'shop'])).toEqual({
      code: 0,
      out: 'cluster shop-db is declared with PostgreSQL 17 already, and lineage.lock.json knows no older one of it: nothing is to be done\n',
      err: '',
    });
    const { out } = await run(['17', '--app', 'shop'], shop({ archive: undefined }));
    expect(out).toMatch(/already: nothing is to be done\. Nothing archives it, .* docs\/tasks\/upgrade-postgresql\.md/);
  });

  test('never takes a server name that was written to', async () => {
    const taken = { archive: 's3://backups/shop shop-db-v18', major: 18, cluster: 'shop/shop-db' };
    writeFileSync(join(root, 'lineage.lock.json'), printLock([taken]));
    await run(TO_18);
    expect(source()).toContain("serverName: 'shop-db-v18-2'");
  });

  test('changes the image alone where nothing archives', async () => {
    const { out } = await run(TO_18, shop({ archive: undefined }));
    expect(source()).not.toContain('serverName');
    expect(out).toContain('changed: version and image, in this one commit\n');
  });

  test('changes the major alone where a catalog has the image', async () => {
    writeFileSync(join(root, FILE), `export const config = { version: '17', image: catalog };\n`);
    const images = { '17': IMAGE, '18': IMAGE.replace('17.7', '18.6') } as const;
    const { code } = await run(
      TO_18,
      shop({ image: ImageCatalog.fromName('postgres'), archive: undefined }, (folder) => {
        new ImageCatalog(folder, 'Images', { name: 'postgres', images });
      }),
    );
    expect([code, source()]).toEqual([0, `export const config = { version: '18', image: catalog };\n`]);
  });

  test('says what dumps with the old major', async () => {
    const dump: Extra = (folder) => {
      const containers = [
        { name: 'dump', image: 'postgres:17-alpine', command: ['pg_dump', '-h', 'shop-db-rw', 'shop'] },
      ];
      const template = { spec: { template: { spec: { restartPolicy: 'Never', containers } } } };
      new ApiObject(folder, 'Dump', {
        apiVersion: 'batch/v1',
        kind: 'CronJob',
        metadata: { name: 'dump' },
        spec: { schedule: '0 3 * * *', jobTemplate: template },
      });
    };
    const { out } = await run(TO_18, shop({}, dump));
    expect(out).toMatch(/2\. git commit -m "Dump with pg_dump 18"\n {3}CronJob shop\/dump \("postgres:17-alpine"\)/);
  });
});

describe('writes nothing', () => {
  const mounts = [{ name: 'pgvector', image: 'ghcr.io/cloudnative-pg/pgvector:0.8.1-17-trixie' }];
  test.each<[string, Application, readonly string[], RegExp]>([
    [
      'where a parameter is gone',
      shop({ version: '16', image: IMAGE.replace('17.7', '16.9'), parameters: { old_snapshot_threshold: '1h' } }),
      ['17', '--app', 'shop'],
      /PostgreSQL 17 has no parameter old_snapshot_threshold: PostgreSQL 16 was the last/,
    ],
    [
      'on another distribution',
      shop(),
      [...TO_18, '--image', IMAGE.replace('17.7', '18.6').replace('trixie', 'bookworm')],
      /one distribution, but trixie becomes bookworm/,
    ],
    [
      'where a library is missing',
      shop({ preloadLibraries: ['pgaudit'] }),
      [...TO_18, '--image', IMAGE.replace('17.7-standard', '18.6-minimal')],
      /Library pgaudit is preloaded but not in the new image/,
    ],
    [
      'with an extension image of the old major',
      shop({ extensionImages: mounts }),
      TO_18,
      /extension pgvector stays at/,
    ],
    [
      'from 17.5 with a limit of slots',
      shop({ image: IMAGE.replace('17.7', '17.5'), parameters: { max_slot_wal_keep_size: '2GB' } }),
      TO_18,
      /17\.0 to 17\.5 .* fails while max_slot_wal_keep_size is 2GB/,
    ],
    [
      'while a drill is declared',
      shop({}, (_, cluster) => {
        new PostgresClusterFromBackup(cluster, 'Drill', {
          name: 'copy',
          source: { cluster },
          drill: { expires: Instant.parse('2027-01-01T00:00:00Z') },
        });
      }),
      [...TO_18, '--cluster', 'shop-db'],
      /recoveries\.json declares copy, made of this one/,
    ],
  ])('%s', async (_, application, args, message) => {
    const { code, out, err } = await run(args, application);
    expect([code, out, source()]).toEqual([1, '', SOURCE]);
    expect(err).toMatch(message);
    expect(err).toContain('Mend this first, in commits of its own:');
  });
});

test.each([
  [['16', '--app', 'shop'], /postgres 16 is older than 17, which runs: there is no downgrade/],
  [['19', '--app', 'shop'], /postgres "19" is not known: write a major, one of 14/],
  [['18.1', '--app', 'shop'], /postgres "18\.1" is not known/],
  [['18'], /--app is missing/],
  [['18', '--app', 'bank'], /no application "bank"/],
  [['18', '--app', 'shop', '--platform', 'k3s'], /--platform is for operator and plugin/],
  [['18', '--app', 'shop', '--image', 'postgres:17.7'], /give an image of PostgreSQL 18/],
  [['18', '--app', 'shop', '--image', 'postgres:18'], /with its minor version or a digest/],
])('refuses %j', async (args, message) => {
  const { code, err } = await run(args);
  expect([code, source()]).toEqual([2, SOURCE]);
  expect(err).toMatch(message);
});

test('asks for the image of another publisher, and says what is not known of it', async () => {
  const image = 'ghcr.io/example/cnpg:17.7';
  writeFileSync(join(root, FILE), SOURCE.replace(IMAGE, image));
  expect(await run(TO_18, shop({ image }))).toMatchObject({ code: 2, err: expect.stringContaining('add --image') });
  const { code, out } = await run([...TO_18, '--image', 'ghcr.io/example/cnpg:18.1'], shop({ image }));
  expect([code, out]).toEqual([
    0,
    expect.stringContaining('contents of "ghcr.io/example/cnpg:18.1" are not known here'),
  ]);
});

test('an upgrade of the operator takes no application', async () => {
  const console = captured();
  const repository = async () => ({ applications: [shop()] });
  const args = ['upgrade', 'operator', '1.30.0', '--platform', 'k3s', '--app', 'shop'];
  expect(await runCommandLine(args, { repository, root, console })).toBe(2);
  expect(console.output.err).toMatch(/--app, --cluster, --image and --online are for postgres/);
});
