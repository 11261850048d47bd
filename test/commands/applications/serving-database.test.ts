import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { treeOf } from '../../../commands/applications/application-tree';
import { databasesIn, oneDatabase } from '../../../commands/applications/serving-database';
import { backup } from '../../../commands/backup/backup';
import { runCommandLine } from '../../../commands/cli/cli';
import { clusterOfApplication } from '../../../commands/drill/drill-target';
import { declaredCluster } from '../../../commands/postgres/declared-clusters';
import { rebuild } from '../../../commands/rebuild/rebuild';
import { restore } from '../../../commands/restore/restore';
import {
  type Application,
  addRecoveries,
  Folder,
  ObjectStore,
  PostgresCluster,
  PostgresClusterFromBackup,
  recoveriesFrom,
  recoveriesOf,
} from '../../../constructs/index';
import { printLock } from '../../../plan/lineage/lineage-lock';
import { temporaryFolder, writeFiles } from '../../manifests/support/folder';
import { STORE } from '../support/archiving-shop';
import { captured } from '../support/console';
import { DATABASE, restorableShop } from '../support/restorable-shop';

const NOW = new Date('2026-11-29T08:00:00Z');
const R2 = { name: 'shop-db-r2', of: 'shop-db', at: '2026-11-28T13:37:00Z' };
const R3 = { name: 'shop-db-r3', of: 'shop-db-r2', at: '2026-11-29T01:00:00Z' };
const LOOK = { name: 'look', of: 'shop-db', at: '2026-11-28T13:37:00Z', expires: '2026-12-05T00:00:00Z' };
const DROPPED = { dropped: [{ name: 'shop-db', reason: 'shop-db-r2 is right' }] };

/** What happens to a database, step by step, and which cluster it is then. */
const STATES: [what: string, declared: object, database: string][] = [
  ['fresh', { recoveries: [] }, 'shop-db'],
  ['with a copy to look at', { recoveries: [LOOK] }, 'shop-db'],
  ['restored, and not serving', { recoveries: [R2] }, 'shop-db'],
  ['restored and serving', { serving: 'shop-db-r2', recoveries: [R2, LOOK] }, 'shop-db-r2'],
  ['with the old one hibernated', { serving: 'shop-db-r2', recoveries: [R2], hibernated: ['shop-db'] }, 'shop-db-r2'],
  ['with the old one dropped', { serving: 'shop-db-r2', recoveries: [R2], ...DROPPED }, 'shop-db-r2'],
  ['restored again', { serving: 'shop-db-r2', recoveries: [R2, R3], ...DROPPED }, 'shop-db-r2'],
  ['restored twice', { serving: 'shop-db-r3', recoveries: [R2, R3], ...DROPPED }, 'shop-db-r3'],
  ['gone back to the old one', { serving: 'shop-db', recoveries: [R2] }, 'shop-db'],
];

const SOURCE = `export const config = {
  database: {
    version: '17',
    image: 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie',
    instances: 1,
    storage: { size: '1Gi', storageClass: 'slow' },
  },
};
`;

let root: string;

beforeEach(() => {
  root = temporaryFolder();
});

/** An application whose files are there, too. */
function written(declared: object): Application {
  mkdirSync(join(root, 'apps/shop'), { recursive: true });
  writeFiles(root, { 'apps/shop/recoveries.json': JSON.stringify(declared), 'apps/shop/config.ts': SOURCE });
  return restorableShop(() => JSON.parse(readFileSync(join(root, 'apps/shop/recoveries.json'), 'utf8')));
}

async function run(application: Application, ...argv: string[]) {
  const console = captured();
  const repository = async () => ({ applications: [application] });
  const code = await runCommandLine(argv, { repository, root, console });
  return { code, ...console.output };
}

describe.each(STATES)('the database of an application, %s', (_, declared, database) => {
  it('is one cluster, for every command', async () => {
    const shop = written(declared);
    expect(databasesIn(treeOf(shop)).map(({ name }) => name)).toEqual([database]);
    expect(backup([shop], { application: 'shop', now: NOW })).toContain(`cluster:\n    name: ${database}\n`);
    expect(clusterOfApplication([shop], 'shop')).toEqual({ name: database, namespace: 'shop' });
    expect(declaredCluster([shop], { application: 'shop' }).manifest.metadata.name).toBe(database);
    const moved = await run(shop, 'move', 'shop', '--storage-class', 'fast', '--dry-run');
    expect([moved.code, moved.out]).toEqual([0, expect.stringContaining(`kubectl cnpg promote ${database} with`)]);
    const same = await run(shop, 'upgrade', 'postgres', '17', '--app', 'shop');
    expect([same.code, same.out]).toEqual([0, expect.stringContaining(`cluster ${database} is declared with`)]);
  });

  it('is what is recovered, and all of it comes back after the Kubernetes cluster was lost', () => {
    const shop = written(declared);
    const console = captured();
    restore([shop], { application: 'shop', at: '2026-11-29T07:00:00Z', into: 'next', root, now: NOW, console });
    expect(console.output.out).toContain(`git commit -m "Recover ${database} to 2026-11-29T07:00:00Z as next"`);
    const lock = ['shop-db', 'shop-db-r2', 'shop-db-r3'].map((name) => ({
      archive: `s3://backups/shop ${name}`,
      major: 17,
      cluster: `shop/${name}`,
    }));
    writeFiles(root, { 'lineage.lock.json': printLock(lock) });
    const again = captured();
    rebuild([written(declared)], { application: 'shop', root, now: NOW, console: again });
    expect(again.output.out).toContain(`${database} is declared as recovered from "${database}"`);
  });
});

describe('oneDatabase', () => {
  const tree = (declared: object) => treeOf(restorableShop(() => declared));

  it('takes a cluster that is named, unless it is a copy to look at', () => {
    const app = tree({ serving: 'shop-db-r2', recoveries: [R2, LOOK] });
    expect(oneDatabase(app, 'shop', 'shop-db').name).toBe('shop-db');
    expect(() => oneDatabase(app, 'shop', 'look')).toThrow('no cluster "look": there is shop-db, shop-db-r2');
  });

  it('asks which one where there are several databases, or none', () => {
    const app = (databases: string[]) => treeOf(restorableShop(() => ({ recoveries: [] }), { databases }));
    expect(() => oneDatabase(app(['a', 'b']), 'shop', undefined)).toThrow(
      'application "shop" has several clusters: add --cluster with one of a, b',
    );
    expect(() => oneDatabase(app([]), 'shop', undefined)).toThrow('application "shop" has no database');
  });

  it('is a recovered cluster that a chart declares by itself, where there is no other', () => {
    const app = treeOf({
      ...restorableShop(() => ({ recoveries: [] })),
      build(app) {
        const folder = new Folder(app, 'shop/database', { namespace: 'shop' });
        const store = new ObjectStore(folder, 'Backups', STORE);
        const { bootstrap: application, ...props } = DATABASE;
        const source = { archive: { name: 'gone', store, serverName: 'gone' } };
        new PostgresClusterFromBackup(folder, 'Database', {
          ...props,
          name: 'shop-db',
          archive: store,
          source,
          application: { database: application.database, owner: application.owner },
        });
      },
    });
    expect(oneDatabase(app, 'shop', undefined).name).toBe('shop-db');
  });
});

describe('an upgrade of a recovered cluster that is the database', () => {
  const recoveries = () => JSON.parse(readFileSync(join(root, 'apps/shop/recoveries.json'), 'utf8'));

  it('writes version and image where its source was declared, and the server name with its recovery', async () => {
    const shop = written({ serving: 'shop-db-r2', recoveries: [R2], ...DROPPED });
    const { code, out } = await run(shop, 'upgrade', 'postgres', '18', '--app', 'shop');
    expect(code).toBe(0);
    expect(out).toContain('apps/shop/config.ts, apps/shop/recoveries.json: PostgreSQL 17 of shop-db-r2 becomes 18\n');
    expect(out).toContain('  shop-db-r2 becomes shop-db-r2-v18\n');
    expect(readFileSync(join(root, 'apps/shop/config.ts'), 'utf8')).toBe(
      SOURCE.replace("'17'", "'18'").replace('17.7', '18.6'),
    );
    expect(recoveries().recoveries).toEqual([{ ...R2, serverName: 'shop-db-r2-v18' }]);
    const [cluster] = databasesIn(treeOf(shop));
    expect([cluster?.name, cluster?.archive?.serverName]).toEqual(['shop-db-r2', 'shop-db-r2-v18']);
  });

  it('writes nothing in a dry run', async () => {
    const declared = { serving: 'shop-db-r2', recoveries: [R2], ...DROPPED };
    expect((await run(written(declared), 'upgrade', 'postgres', '18', '--app', 'shop', '--dry-run')).code).toBe(0);
    expect(recoveries()).toEqual(declared);
    expect(readFileSync(join(root, 'apps/shop/config.ts'), 'utf8')).toBe(SOURCE);
  });

  it.each([
    [{ serving: 'shop-db-r2', recoveries: [R2] }, [], 'npm run restore -- shop --drop shop-db --reason "…" (docs'],
    [{ serving: 'shop-db-r2', recoveries: [R2, R3], ...DROPPED }, [], '--drop shop-db-r3'],
    [{ serving: 'shop-db-r2', recoveries: [R2], ...DROPPED }, ['--online'], 'upgrade it in place, without --online'],
  ])('is refused while its values declare another cluster, too, and online: %j %j', async (declared, more, message) => {
    const shop = written(declared);
    const { code, err } = await run(shop, 'upgrade', 'postgres', '18', '--app', 'shop', ...more);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
    expect(recoveries()).toEqual(declared);
  });
});

describe('two databases in one application', () => {
  /** Each has its part of the file. */
  function two(): Application {
    return {
      ...restorableShop(() => ({ recoveries: [] })),
      build(app) {
        const declared = recoveriesFrom(JSON.parse(readFileSync(join(root, 'apps/shop/recoveries.json'), 'utf8')));
        const folder = new Folder(app, 'shop/database', { namespace: 'shop' });
        const archive = new ObjectStore(folder, 'Backups', STORE);
        for (const name of ['shop-db', 'stock-db']) {
          const cluster = new PostgresCluster(folder, name, { ...DATABASE, name, archive });
          addRecoveries(folder, cluster, recoveriesOf(declared, name));
        }
      },
    };
  }
  const declared = () => JSON.parse(readFileSync(join(root, 'apps/shop/recoveries.json'), 'utf8'));
  const step = (request: object) =>
    restore([two()], { application: 'shop', root, now: NOW, console: captured(), ...request });
  const databases = () => databasesIn(treeOf(two())).map(({ name }) => name);

  beforeEach(() => {
    writeFiles(root, { 'apps/shop/recoveries.json': '{ "recoveries": [] }' });
  });

  it('are restored and served one beside the other', () => {
    step({ at: '2026-11-28T13:37:00Z', cluster: 'shop-db' });
    step({ serve: 'shop-db-r2' });
    expect(declared().serving).toBe('shop-db-r2');
    step({ at: '2026-11-28T13:37:00Z', cluster: 'stock-db' });
    step({ serve: 'stock-db-r2' });
    expect(declared().serving).toEqual(['shop-db-r2', 'stock-db-r2']);
    expect(databases()).toEqual(['shop-db-r2', 'stock-db-r2']);
    step({ drop: 'shop-db', reason: 'recovered' });
    expect(databases()).toEqual(['shop-db-r2', 'stock-db-r2']);
    step({ serve: 'stock-db' });
    expect([declared().serving, databases()]).toEqual([
      ['shop-db-r2', 'stock-db'],
      ['shop-db-r2', 'stock-db'],
    ]);
  });

  it('read a file with one name as before', () => {
    const recoveries = [R2, { ...R2, name: 'stock-db-r2', of: 'stock-db' }];
    writeFileSync(join(root, 'apps/shop/recoveries.json'), JSON.stringify({ serving: 'stock-db-r2', recoveries }));
    expect(databases()).toEqual(['shop-db', 'stock-db-r2']);
  });

  it('neither rests nor goes while it serves, whichever was declared first', () => {
    expect(() => step({ hibernate: 'stock-db' })).toThrow('--hibernate stock-db: applications connect to it');
    expect(() => step({ drop: 'shop-db', reason: 'a' })).toThrow('--drop shop-db: applications connect to it');
  });
});
