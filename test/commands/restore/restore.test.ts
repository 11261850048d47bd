import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { renderApplications } from '../../../commands/applications/render-applications';
import { UsageError } from '../../../commands/cli/usage-error';
import { type RestoreRequest, restore } from '../../../commands/restore/restore';
import type { Application } from '../../../constructs';
import { printLock } from '../../../plan/lineage/lineage-lock';
import { platformOf, TEST_PLATFORM } from '../../apps/support/test-platform';
import { captured } from '../support/console';
import { restorableShop } from '../support/restorable-shop';

const NOW = new Date('2026-11-21T13:05:09.123Z');
const AT = '2026-11-20T14:37:00+01:00';
const FILE = 'apps/shop/recoveries.json';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'restore-'));
  mkdirSync(join(root, 'apps/shop'), { recursive: true });
  declare({ recoveries: [] });
});
afterEach(() => rmSync(root, { recursive: true }));

const declare = (content: object) => writeFileSync(join(root, FILE), JSON.stringify(content));
const declared = () => JSON.parse(readFileSync(join(root, FILE), 'utf8')) as object;
const shop = (options?: Parameters<typeof restorableShop>[1]) => restorableShop(declared, options);

function run(request: Partial<RestoreRequest>, application = shop()): string {
  const console = captured();
  const code = restore([application], { application: 'shop', root, now: NOW, console, ...request });
  expect(code).toBe(0);
  return console.output.out;
}

/** Names of the Clusters that synth would write now, and what it would refuse. */
function synthesized(): { clusters: string[]; refused: string[] } {
  const { output, violations } = renderApplications({ applications: [shop()], root, outdir: 'dist', now: NOW });
  const text = [...output.files]
    .flatMap(([name, content]) => (name.endsWith('/cluster.yaml') ? [content] : []))
    .join('');
  const refused = violations.filter(({ layer, severity }) => layer === 'admission' && severity === 'error');
  return {
    clusters: [...text.matchAll(/^ {2}name: (.*)$/gm)].map(([, name = '']) => name),
    refused: refused.map(({ message }) => message),
  };
}

describe('npm run restore', () => {
  test('declares a cluster next to the damaged one, and synth renders it', () => {
    const out = run({ at: AT });
    expect(declared()).toEqual({ recoveries: [{ name: 'shop-db-r2', of: 'shop-db', at: '2026-11-20T13:37:00Z' }] });
    expect(synthesized()).toEqual({ clusters: ['shop-db', 'shop-db-r2'], refused: [] });
    const commits = [...out.matchAll(/^\d\. git commit -m "(.*)"$/gm)].map(([, message]) => message);
    expect(commits).toEqual([
      'Recover shop-db to 2026-11-20T13:37:00Z as shop-db-r2',
      'Serve shop-db-r2',
      'Hibernate shop-db',
      'Drop shop-db',
    ]);
    expect(out.match(/way back: /g)).toHaveLength(5);
    expect(out).toContain('2. no commit: stop what writes to shop-db\n   it is not in this repository');
    expect(out).toContain(
      'tell clients elsewhere the host shop-db-r2-rw, and the password in Secret shop-db-r2-app, and start them',
    );
    expect(out).not.toContain('replicas');
    expect(out).toContain('npm run restore -- shop --serve shop-db-r2');
  });

  test('changes nothing when it is called again, also in another spelling of the instant', () => {
    run({ at: AT });
    const before = readFileSync(join(root, FILE), 'utf8');
    expect(run({ at: '2026-11-20T13:37:00Z' })).toContain('shop-db-r2 is declared already');
    expect(readFileSync(join(root, FILE), 'utf8')).toBe(before);
    expect(readdirSync(join(root, 'apps/shop'))).toEqual(['recoveries.json']);
  });

  test('numbers the next one, and takes the one that serves for its source', () => {
    run({ at: AT });
    run({ at: '2026-11-20T13:00:00Z' });
    declare({ ...declared(), serving: 'shop-db-r2' });
    run({ at: '2026-11-21T13:00:00Z', into: 'shop-db-next' });
    expect(declared()).toEqual({
      serving: 'shop-db-r2',
      recoveries: [
        { name: 'shop-db-r2', of: 'shop-db', at: '2026-11-20T13:37:00Z' },
        { name: 'shop-db-r3', of: 'shop-db', at: '2026-11-20T13:00:00Z' },
        { name: 'shop-db-next', of: 'shop-db-r2', at: '2026-11-21T13:00:00Z' },
      ],
    });
    expect(synthesized().refused).toEqual([]);
  });

  test.each(['2026-11-20T13:37:00Z', '2026-11-20T13:36:59.999Z'])(
    'sends who wants %s, from before the recovered cluster that serves, to its source',
    (at) => {
      run({ at: AT });
      declare({ ...declared(), serving: 'shop-db-r2' });
      const before = readFileSync(join(root, FILE), 'utf8');
      expect(() => run({ at })).toThrow(/recovered from shop-db to 2026-11-20T13:37:00Z.*--cluster shop-db$/);
      expect(readFileSync(join(root, FILE), 'utf8')).toBe(before);
      run({ at, cluster: 'shop-db', into: 'shop-db-next' });
      expect(synthesized().clusters).toContain('shop-db-next');
    },
  );

  test('takes no name that the lineage remembers, of a cluster or of an archive', () => {
    const lock = printLock([
      { archive: 's3://backups/shop shop-db-r2', major: 17, cluster: 'shop/other' },
      { object: 'Cluster shop/shop-db-r3' },
    ]);
    writeFileSync(join(root, 'lineage.lock.json'), lock);
    expect(() => run({ at: AT, into: 'shop-db-r2' })).toThrow('a cluster has or had that name');
    run({ at: AT });
    expect(declared()).toMatchObject({ recoveries: [{ name: 'shop-db-r4' }] });
  });

  test('makes a drill apart, which ends', () => {
    const out = run({ at: AT, drill: true });
    expect(declared()).toEqual({
      recoveries: [
        {
          name: 'shop-db-drill-20261120t133700',
          of: 'shop-db',
          at: '2026-11-20T13:37:00Z',
          expires: '2026-11-28T00:00:00Z',
        },
      ],
    });
    expect(synthesized()).toEqual({ clusters: ['shop-db', 'shop-db-drill-20261120t133700'], refused: [] });
    expect(out).toContain('in namespace shop-drill, with one instance and without an archive');
    expect(out).toContain('npm run restore -- shop --end shop-db-drill-20261120t133700');
    expect(run({ at: AT, drill: true })).toContain('declared already');
    expect(run({ end: 'shop-db-drill-20261120t133700' })).toContain('no longer declared');
    expect(declared()).toEqual({ recoveries: [] });
  });

  test('the end of a drill does not delete the namespace that another application has its copies in', () => {
    const beside = { ...shop({ databases: ['other-db'], reads: false }), name: 'other' };
    const request = { application: 'shop', root, now: NOW, console: captured(), at: AT, drill: true };
    restore([shop(), beside], request);
    expect(request.console.output.out).toContain(
      'kubectl delete clusters.postgresql.cnpg.io shop-db-drill-20261120t133700 -n shop-drill; the namespace stays',
    );
    expect(request.console.output.out).not.toContain('delete namespace');
  });

  test('names what is accepted of the cluster, and not yet of the copy', () => {
    const accepted = (object: string) => ({ rule: 'library-not-carried', object, reason: 'as it was adopted' });
    const objects = ['Cluster shop/shop-db', 'ScheduledBackup shop/shop-db-daily', 'Cluster shop/other-db'];
    const adopted = { ...shop(), suppressions: objects.map(accepted) };
    expect(run({ at: AT }, adopted)).toContain(
      'where synth reports errors or warnings of shop-db-r2 that `suppressions` accept of shop-db, repeat these: ' +
        'library-not-carried of Cluster shop/shop-db for Cluster shop/shop-db-r2; ' +
        'library-not-carried of ScheduledBackup shop/shop-db-daily for ScheduledBackup shop/shop-db-r2-daily\n',
    );
    expect(run({ at: AT, drill: true }, adopted)).toContain('for Cluster shop-drill/shop-db-drill-20261120t133700;');
    expect(run({ at: AT }, { ...shop(), suppressions: [] })).not.toContain('where synth reports');
    const of = (object: string) => run({ at: AT }, { ...shop(), suppressions: [accepted(object)] });
    expect(of('Cluster */shop-db')).toContain('library-not-carried of Cluster */shop-db for Cluster shop/shop-db-r2\n');
    // The copy has it already, or the cluster has not.
    for (const object of ['Cluster shop/shop-db*', 'Cluster */other*']) expect(of(object)).not.toContain('where synth');
  });

  test('what a drill makes is to be pruned: synth does not ask for its protection', () => {
    run({ at: AT, drill: true });
    const platform = { ...TEST_PLATFORM, storageClasses: ['slow'] };
    const on = { ...shop(), platform };
    const applications = [on, platformOf([on], platform)];
    const { violations } = renderApplications({ applications, root, outdir: 'dist', now: NOW });
    expect(synthesized().clusters).toContain('shop-db-drill-20261120t133700');
    expect(violations.filter(({ rule }) => rule === 'argo-prune-protection')).toEqual([]);
  });

  test('a recovery that stays is not the drill of the same instant', () => {
    run({ at: AT, drill: true });
    run({ at: AT });
    expect(synthesized().clusters).toContain('shop-db-r2');
    expect(() => run({ end: 'shop-db-r2' })).toThrow('no drill "shop-db-r2": there is shop-db-drill-20261120t133700');
  });

  test.each<[string, Partial<RestoreRequest>, Application | undefined, string]>([
    ['another application', { application: 'shoe', at: AT }, undefined, 'no application "shoe": there is shop'],
    ['no instant', {}, undefined, '--at is missing'],
    ['a local time', { at: '2026-11-20T13:37:00' }, undefined, '--at "2026-11-20T13:37:00" is a local time'],
    [
      'the future',
      { at: '2026-11-21T13:05:10Z' },
      undefined,
      '--at 2026-11-21T13:05:10Z is in the future: it is 2026-11-21T13:05:09.123Z',
    ],
    [
      'before the retention',
      { at: '2026-11-14T13:05:09Z' },
      undefined,
      'the archive keeps 7 days, back to 2026-11-14T13:05:09.123Z',
    ],
    [
      'in place',
      { at: AT, into: 'shop-db' },
      undefined,
      'a cluster has or had that name, and a restore is never in place',
    ],
    ['a cluster that is not there', { at: AT, cluster: 'db' }, undefined, 'no cluster "db": there is shop-db'],
    [
      'several clusters',
      { at: AT },
      shop({ databases: ['a', 'b'] }),
      'several clusters: add --cluster with one of a, b',
    ],
    ['no database', { at: AT }, shop({ databases: [] }), 'application "shop" has no database'],
    ['no archive', { at: AT }, shop({ archived: false }), 'cluster "shop-db" archives nowhere'],
  ])('refuses %s, and writes nothing', (_, request, application, message) => {
    const before = readFileSync(join(root, FILE), 'utf8');
    const call = () => run(request, application);
    expect(call).toThrow(UsageError);
    expect(call).toThrow(message);
    expect(readFileSync(join(root, FILE), 'utf8')).toBe(before);
  });

  test('makes another one of the same instant under another name', () => {
    run({ at: AT });
    expect(run({ at: AT, into: 'shop-db-copy' })).toContain('shop-db-copy is declared\n');
    expect(synthesized().clusters).toEqual(['shop-db', 'shop-db-copy', 'shop-db-r2']);
  });

  test.each([
    ['addRecoveries(folder, cluster, recoveries)', {}],
    ['addDrills(app, path, clusters, recoveries, store)', { drill: true }],
  ])('declares nothing that no chart reads: call %s', (call, request) => {
    expect(() => run({ at: AT, ...request }, shop({ reads: false }))).toThrow(
      `apps/shop/recoveries.json is not read for cluster "shop-db", so nothing would be recovered: call ${call}`,
    );
    expect(declared()).toEqual({ recoveries: [] });
  });

  test('recovers nothing from a drill', () => {
    run({ at: AT, drill: true });
    const cluster = 'shop-db-drill-20261120t133700';
    expect(() => run({ at: AT, cluster })).toThrow(`no cluster "${cluster}": there is shop-db`);
  });

  test('refuses another recovery of the same name', () => {
    run({ at: AT });
    expect(() => run({ at: '2026-11-20T13:00:00Z', into: 'shop-db-r2' })).toThrow(
      '--into "shop-db-r2" is declared already, as the recovery of shop-db to 2026-11-20T13:37:00Z',
    );
  });

  test.each<[string, Partial<RestoreRequest>, string[] | undefined, string]>([
    ['given', { into: 'Shop' }, undefined, '--into "Shop" does not consist of lower-case letters'],
    ['given, and longer than it may be', { into: 'a'.repeat(51) }, undefined, `--into "${'a'.repeat(51)}" has 51 char`],
    [
      'made of a long one',
      { drill: true },
      ['a'.repeat(45)],
      `"${'a'.repeat(45)}-drill-20261120t133700", the name without --into, has 67 characters: at most 50 are allowed; choose another with --into`,
    ],
  ])('refuses a name that no Cluster can have, %s', (_, request, databases, message) => {
    const call = () => run({ at: AT, ...request }, shop({ databases }));
    expect(call).toThrow(UsageError);
    expect(call).toThrow(message);
    expect(declared()).toEqual({ recoveries: [] });
  });

  test('makes a drill of each instant, however close', () => {
    const fractions = ['.25Z', '.025Z', '.000001Z', 'Z'];
    for (const fraction of fractions) run({ at: `2026-11-20T13:37:00${fraction}`, drill: true });
    const of = (digits: string) => expect.objectContaining({ name: `shop-db-drill-20261120t133700${digits}` });
    expect(declared()).toEqual({ recoveries: [of('25'), of('025'), of('000001'), of('')] });
    expect(synthesized().refused).toEqual([]);
  });

  test('says of a name that was not given where it is from', () => {
    const lock = printLock([{ object: 'Cluster shop-drill/shop-db-drill-20261120t133700' }]);
    writeFileSync(join(root, 'lineage.lock.json'), lock);
    expect(() => run({ at: AT, drill: true })).toThrow(
      '"shop-db-drill-20261120t133700", the name without --into, is taken: a cluster has or had that name',
    );
    run({ at: AT, drill: true, into: 'second-try' });
    expect(synthesized().clusters).toContain('second-try');
  });

  test('refuses a file that it did not write, and says where there is none', () => {
    declare({ recoveries: [{ name: 'r2' }] });
    expect(() => run({ at: AT })).toThrow(`${FILE}: recoveries.json: recoveries[0].of is undefined`);
    rmSync(join(root, FILE));
    expect(() => run({ at: AT })).toThrow(`${FILE} does not exist: make it with { "recoveries": [] }`);
  });
});
