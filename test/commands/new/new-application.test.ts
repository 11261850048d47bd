import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as repository from '../../../apps/index';
import { newApplication } from '../../../commands/new/new-application';
import type { NewRequest } from '../../../commands/new/new-request';
import { REGISTER, registered } from '../../../commands/new/registration';
import { acknowledged } from '../../../commands/remove/acknowledged';
import { RenderError } from '../../../manifests/files/render-error';
import { ACKNOWLEDGEMENTS_FILE, LINEAGE_FILE } from '../../../plan/lineage/lineage-files';
import { printLock } from '../../../plan/lineage/lineage-lock';
import type { Acknowledgement } from '../../../values/declarations/acknowledgement';
import { snapshot, temporaryFolder } from '../../manifests/support/folder';
import { captured } from '../support/console';

// Formatter and synth are processes of their own: new.process.ts has them.

const ROOT = join(__dirname, '../../..');
let root: string;
beforeEach(() => {
  root = temporaryFolder();
  mkdirSync(join(root, 'apps'));
  for (const path of [REGISTER, ACKNOWLEDGEMENTS_FILE, 'apps/platforms'])
    cpSync(join(ROOT, path), join(root, path), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function run(given: Partial<NewRequest> = {}, acknowledgements: readonly Acknowledgement[] = []) {
  const console = captured();
  const ran: string[] = [];
  const request: NewRequest = {
    name: 'kiosk',
    platform: 'aws',
    api: false,
    postgres: '17',
    root,
    outdir: 'dist',
    now: new Date('2026-11-21'),
    console,
    run: (_, name, files) => {
      ran.push([name, ...files].join(' '));
      return { code: 0, output: '' };
    },
    ...given,
  };
  const code = newApplication({ ...repository, acknowledgements }, request);
  return { code, ran, ...console.output, read: (path: string) => readFileSync(join(root, path), 'utf8') };
}

describe('a new application', () => {
  it('is written, registered, formatted and rendered', () => {
    const { code, ran, err, read } = run();
    expect([code, err]).toEqual([0, '']);
    expect(ran).toEqual(['format apps/kiosk apps/index.ts', 'synth']);
    expect(read(REGISTER)).toContain("import { kiosk } from './kiosk/chart';");
    expect(read(REGISTER)).toMatch(/= \[parametricPortal, phoenixGuardian, (.*, )?kiosk\];/);
    expect(read('apps/kiosk/recoveries.json')).toBe('{ "recoveries": [] }\n');
    expect(read('apps/kiosk/config.ts')).toContain('instances: 3,');
    expect(read('apps/kiosk/config.ts')).not.toContain('api:');
  });

  it('says what must exist in the cluster, and what comes next', () => {
    const { out } = run({ api: true });
    expect(out).toContain('  bucket of s3://kiosk-backups/db\n');
    expect(out).toContain('  storage class gp3-encrypted (Cluster kiosk-db)\n');
    expect(out).toContain('  Secret kiosk/kiosk-backup-s3: ACCESS_KEY_ID, SECRET_ACCESS_KEY\n');
    // External Secrets makes it.
    expect(out).not.toContain('kiosk-db-runtime');
    const next = out.slice(out.indexOf('Next:')).match(/^ {2}\S.*$/gm);
    expect(next).toEqual([
      '  npm run -s plan',
      '  git add apps dist lineage.lock.json && git commit -m "Add kiosk"',
      '  npm run -s status -- aws',
    ]);
  });

  it('says what its major of PostgreSQL needs here', () => {
    expect(run({ postgres: '18' }).out).toMatch(
      /verify:postgres.*: Cluster kiosk\/kiosk-db runs PostgreSQL 18, .*npm i -D/,
    );
  });

  it.each<[string, Partial<NewRequest>, readonly string[]]>([
    ['an API', { api: true }, ["access: { runtime: { name: 'kiosk_api' } }", 'replicas: 2']],
    ['a pooler', { pooler: true }, ["poolers: [{ mode: 'transaction' }]"]],
    ['further databases', { database: ['stock', 'till'] }, ["databases: [{ name: 'stock' }, { name: 'till' }]"]],
    [
      'a role that reads',
      { readOnly: true },
      ["access: { runtime: { name: 'kiosk_api' }, readOnly: { name: 'kiosk_reports' } }"],
    ],
    ['one node', { api: true, platform: 'k3s' }, ['instances: 1', 'replicas: 1', "storageClass: 'local-path'"]],
    ['a number of instances', { instances: '2' }, ['instances: 2']],
    ['a major of PostgreSQL', { postgres: '18' }, ["version: '18'", 'postgresql:18.']],
    [
      'the backup of another cluster',
      { fromBackup: 's3://old/db/till-db' },
      ["destinationPath: 's3://old/db'", "serverName: 'till-db' }", 'recovery({'],
    ],
    [
      'a backup of its own name, beside which it writes',
      { fromBackup: 's3://kiosk-backups/db/kiosk-db' },
      ["serverName: 'kiosk-db' }", "    serverName: 'kiosk-db-2',"],
    ],
  ])('with %s', (_, given, lines) => {
    const { code, read } = run(given);
    expect(code).toBe(0);
    for (const line of lines) expect(read('apps/kiosk/config.ts')).toContain(line);
  });
});

describe('an application of that name was there before', () => {
  const archived = (...names: readonly string[]) => {
    const entries = names.map((name) => {
      const [destination, server] = name.split(' ');
      return { archive: `${destination} ${server}`, major: 17, cluster: 'kiosk/kiosk-db' };
    });
    writeFileSync(join(root, LINEAGE_FILE), printLock(entries));
  };

  it('so it archives under the next name that nobody has written to', () => {
    archived('s3://kiosk-backups/db kiosk-db', 's3://kiosk-backups/db kiosk-db-2', 's3://other/db kiosk-db-3');
    const { code, out, read } = run();
    expect(code).toBe(0);
    expect(read('apps/kiosk/config.ts')).toContain("    serverName: 'kiosk-db-3',");
    expect(out).toContain('s3://kiosk-backups/db has an archive of an earlier kiosk-db');
    expect(out).toContain('this one archives there as kiosk-db-3 (`serverName`)');
  });

  it('or under its own, where that was in another place', () => {
    archived('s3://other/db kiosk-db');
    const { code, out, read } = run();
    expect(code).toBe(0);
    expect(read('apps/kiosk/config.ts')).not.toContain('serverName');
    expect(out).not.toContain('earlier');
  });

  it('and its deletion is no longer acknowledged', () => {
    archived('s3://kiosk-backups/db kiosk-db');
    const acknowledgements = ['Cluster kiosk/kiosk-db', 'ObjectStore kiosk/kiosk-backups', 'Cluster till/till-db'].map(
      (object) => ({ delete: object, reason: 'closed' }),
    );
    const before = readFileSync(join(root, ACKNOWLEDGEMENTS_FILE), 'utf8');
    const all = acknowledgements.map(({ delete: object }) => object);
    writeFileSync(join(root, ACKNOWLEDGEMENTS_FILE), acknowledged(before, all, 'closed'));
    const { code, ran, out, read } = run({}, acknowledgements);
    expect(code).toBe(0);
    expect(ran[0]).toBe('format apps/kiosk apps/index.ts apps/acknowledgements.ts');
    expect(read(ACKNOWLEDGEMENTS_FILE)).toContain('[\n  { delete: \'Cluster till/till-db\', reason: "closed" },\n];');
    expect(out).toContain(
      'Removed before under the same name: Cluster kiosk/kiosk-db, ObjectStore kiosk/kiosk-backups.',
    );
  });
});

describe('nothing is written', () => {
  const nothing = (act: () => void) => {
    const before = snapshot(root);
    act();
    expect(snapshot(root)).toEqual(before);
  };

  it.each<[string, Partial<NewRequest>, string]>([
    ['a name without meaning', { name: 'Kiosk' }, 'name "Kiosk"'],
    ['a name that is too long', { name: 'a'.repeat(60) }, 'name "aaa'],
    ['a name that is taken', { name: 'phoenix-guardian' }, 'apps/phoenix-guardian is there already'],
    ['the name of a folder', { name: 'platforms' }, 'apps/platforms is there already'],
    ['a word of the language', { name: 'class' }, 'choose another name'],
    ['a word that every object has', { name: 'constructor' }, 'name "constructor" is a word of JavaScript'],
    ['a namespace of Kubernetes', { name: 'kube-system' }, 'name "kube-system" would also be that of the namespace'],
    ['one that starts as they do', { name: 'kube-shop' }, "which is Kubernetes' own; choose another name"],
    ['the namespace of Argo CD', { name: 'argocd' }, 'which is that of Argo CD'],
    ['the namespace of Flux', { name: 'flux-system' }, 'which is that of Flux'],
    ['a namespace of an operator', { name: 'cnpg-system' }, 'which is one of the platform aws'],
    ['a namespace of monitoring', { name: 'monitoring' }, 'which is one of the platform aws'],
    ['a word of the register', { name: 'databases' }, 'choose another name'],
    ['an unknown platform', { platform: 'gcp' }, 'no platform "gcp": there is aws, k3s'],
    ['no platform', { platform: undefined }, 'Add --platform with one of aws, k3s'],
    ['a database with a quote', { database: ["a'b"] }, '--database "a\'b"'],
    ['no instances', { instances: '0' }, '--instances 0: give a whole number'],
    ['a backup that is no folder of S3', { fromBackup: 'gs://a/b' }, '--from-backup gs://a/b: give the folder'],
    ['a backup with a quote', { fromBackup: "s3://a'/b/c" }, '--from-backup'],
  ])('for %s', (_, given, message) => {
    nothing(() => expect(() => run(given)).toThrow(message));
  });

  it.each<[string, readonly string[], string]>([
    ["the application's own", ['kiosk'], `databases: "kiosk" is the application's own database`],
    ['a keyword', ['all'], 'databases: "all" is a keyword of pg_hba.conf'],
    ["the server's", ['template1'], `database "template1" is PostgreSQL's own`],
    ["the owner's role", ['app'], 'databases: the owner of "app" would be "app"'],
    ["the API's role", ['kiosk_api'], 'databases: the owner of "kiosk_api" would be "kiosk_api"'],
    ['one twice', ['stock', 'stock'], 'databases: "stock" is given twice'],
  ])('for a database whose name is %s', (_, database, message) => {
    nothing(() => expect(() => run({ api: true, database })).toThrow(new RegExp(`^kiosk: .*${message}`)));
    nothing(() => expect(() => run({ api: true, database })).toThrow(RenderError));
  });

  it('where the register has no list', () => {
    writeFileSync(join(root, REGISTER), 'export const applications = [];\n');
    nothing(() => expect(() => run()).toThrow('apps/index.ts has no list'));
  });

  it('where synth would refuse it', () => {
    const acknowledgements = [{ delete: 'Cluster phoenix-guardian/phoenix-guardian-db', reason: 'it is still there' }];
    nothing(() => {
      const { code, err, ran } = run({}, acknowledgements);
      expect([code, ran]).toEqual([1, []]);
      expect(err).toContain('nothing was written');
    });
  });

  it.each(['format', 'synth'])('where %s fails afterwards: everything is put back', (failing) => {
    nothing(() => {
      const { code, err } = run({
        run: (_, name) => ({ code: name === failing ? 1 : 0, output: 'it is wrong\n' }),
      });
      expect(code).toBe(1);
      expect(err).toBe('it is wrong\nnothing was written: everything is as it was\n');
      expect(existsSync(join(root, 'apps/kiosk'))).toBe(false);
    });
  });
});

it('is registered in a list of several lines, too', () => {
  expect(registered('const databases = [\n  a,\n  b,\n];\n', 'corner-kiosk')).toBe(
    "import { cornerKiosk } from './corner-kiosk/chart';\nconst databases = [a, b, cornerKiosk];\n",
  );
});
