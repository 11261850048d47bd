import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { restore } from '../../../commands/restore/restore';
import type { ArchiveEntry } from '../../../plan/lineage/lineage-entry';
import { printLock } from '../../../plan/lineage/lineage-lock';
import { captured } from '../support/console';
import { restorableShop } from '../support/restorable-shop';

// When an archive began is asked of a real git.

const FILE = 'apps/shop/recoveries.json';
const now = new Date('2026-11-21T13:05:09Z');
const archive = (server: string, major: number): ArchiveEntry => ({
  archive: `s3://backups/shop ${server}`,
  major,
  cluster: 'shop/shop-db',
});
const OLD = archive('shop-db-v16', 16);
const NEW = archive('shop-db', 17);

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'other-major-'));
  mkdirSync(join(root, 'apps/shop'), { recursive: true });
  writeFileSync(join(root, FILE), '{ "recoveries": [] }');
  git('', 'init', '--quiet', '--initial-branch=main');
});
afterEach(() => rmSync(root, { recursive: true }));

function git(date: string, ...args: readonly string[]) {
  const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false'];
  const env = { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
  const { status, stderr } = spawnSync('git', [...identity, ...args], { cwd: root, encoding: 'utf8', env });
  if (status !== 0) throw new Error(stderr);
}

const lock = (...entries: ArchiveEntry[]) => writeFileSync(join(root, 'lineage.lock.json'), printLock(entries));
function commit(date: string, ...entries: ArchiveEntry[]) {
  lock(...entries);
  git(date, 'add', '.');
  git(date, 'commit', '--quiet', '-m', 'synth');
}

const declared = () => JSON.parse(readFileSync(join(root, FILE), 'utf8'));
function run(at: string) {
  restore([restorableShop(declared)], { application: 'shop', at, root, now, console: captured() });
  return declared().recoveries.length;
}
/** What comes before any step. */
function warned(at: string, scheduled: boolean): string | undefined {
  const console = captured();
  restore([restorableShop(declared, { scheduled })], { application: 'shop', at, root, now, console });
  return /^0\. before anything else: .* may be [\s\S]*?(?=^\d)/m.exec(console.output.out)?.[0];
}

test('an instant before the upgrade is refused, and one after it is not', () => {
  commit('2026-11-01T00:00:00Z', OLD);
  commit('2026-11-20T08:00:00+02:00', OLD, NEW);
  commit('2026-11-21T00:00:00Z', OLD, NEW, archive('other', 17));
  expect(() => run('2026-11-20T05:59:59Z')).toThrow(
    /"shop-db", the archive of PostgreSQL 17, was declared at 2026-11-20T06:00:00Z and has nothing before; PostgreSQL 16 alone reads what it wrote: declare a PostgresClusterFromBackup with version: '16' and source\.archive with serverName: 'shop-db-v16'/,
  );
  expect(declared().recoveries).toEqual([]);
  expect(run('2026-11-20T06:00:01Z')).toBe(1);
});

test('nothing is read from an archive that is not committed yet', () => {
  commit('2026-11-01T00:00:00Z', OLD);
  expect(() => run('2026-11-20T12:00:00Z')).toThrow('is not committed yet and has nothing');
  lock(OLD, NEW);
  expect(() => run('2026-11-20T12:00:00Z')).toThrow('is not committed yet and has nothing');
});

test('where both came in one commit, as in a shallow clone, nobody knows when', () => {
  commit('2026-11-20T18:00:00Z', OLD, NEW);
  expect(run('2026-11-20T12:00:00Z')).toBe(1);
});

test('a cluster that never had another major is not asked about', () => {
  commit('2026-11-20T18:00:00Z', NEW);
  expect(run('2026-11-20T12:00:00Z')).toBe(1);
});

test('before the first base backup of the new archive nothing can be restored, as far as git tells', () => {
  commit('2026-11-01T00:00:00Z', OLD);
  commit('2026-11-20T06:00:00Z', OLD, NEW);
  const said = warned('2026-11-20T12:00:00Z', true);
  expect(said).toMatch(
    /^0\. before anything else: 2026-11-20T12:00:00Z may be an instant to which nothing can be restored\. The upgrade to PostgreSQL 17 came to this branch at 2026-11-20T06:00:00Z and was applied some time after; its first scheduled base backup begins at 2026-11-21T02:00:00Z and may take hours\n/,
  );
  expect(said).toContain('only a base backup that was completed before 2026-11-20T12:00:00Z');
  expect(said).toMatch(/or the state before the upgrade: declare a PostgresClusterFromBackup with version: '16'/);
  // The same call again says it again.
  expect(warned('2026-11-20T12:00:00Z', true)).toBe(said);
  // What the schedule began a second ago is not complete.
  expect(warned('2026-11-21T02:00:01Z', true)).toContain('begins at 2026-11-21T02:00:00Z');
  expect(warned('2026-11-21T06:00:01Z', true)).toBeUndefined();
  expect(warned('2026-11-21T12:00:00Z', false)).toContain('; no schedule takes base backups of it');
});

test('the older major ran until the upgrade was merged, however long before it was written', () => {
  commit('2026-11-01T00:00:00Z', OLD);
  git('', 'checkout', '--quiet', '-b', 'upgrade');
  commit('2026-11-15T06:00:00Z', OLD, NEW);
  git('', 'checkout', '--quiet', 'main');
  git('2026-11-18T12:00:00Z', 'merge', '--quiet', '--no-ff', '-m', 'merge', 'upgrade');
  expect(warned('2026-11-16T10:00:00Z', true)).toContain('came to this branch at 2026-11-18T12:00:00Z');
  expect(warned('2026-11-19T00:30:00Z', true)).toContain('begins at 2026-11-19T02:00:00Z');
  expect(warned('2026-11-19T06:30:00Z', true)).toBeUndefined();
  expect(() => run('2026-11-15T05:59:59Z')).toThrow('was declared at 2026-11-15T06:00:00Z and has nothing before');
});

test('a rebase that merges keeps the date of the author: what counts is when it was committed', () => {
  commit('2026-11-01T00:00:00Z', OLD);
  lock(OLD, NEW);
  git('', 'add', '.');
  git('2026-11-18T12:00:00Z', 'commit', '--quiet', '--date', '2026-11-10T06:00:00Z', '-m', 'synth');
  expect(warned('2026-11-15T10:00:00Z', true)).toContain('came to this branch at 2026-11-18T12:00:00Z');
});

test('a schedule that fires while the upgrade is applied backs up the older major', () => {
  commit('2026-11-01T00:00:00Z', OLD);
  commit('2026-11-18T01:58:00Z', OLD, NEW);
  expect(warned('2026-11-18T12:00:00Z', true)).toContain('begins at 2026-11-19T02:00:00Z');
});

test('nothing is said of base backups where no older major is known', () => {
  commit('2026-11-19T18:00:00Z');
  commit('2026-11-20T06:00:00Z', NEW);
  expect(warned('2026-11-20T12:00:00Z', true)).toBeUndefined();
});
