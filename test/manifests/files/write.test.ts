import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { diff, type Output } from '../../../manifests/files/diff';
import { HEADER } from '../../../manifests/files/header';
import { write } from '../../../manifests/files/write';
import { snapshot, temporaryFolder, writeFiles } from '../support/folder';

const text = (content: string) => `${HEADER}${content}\n`;

function outputOf(root: string, files: Record<string, string>, extras: Record<string, string> = {}): Output {
  return { root, folder: 'dist', files: new Map(Object.entries(files)), extras: new Map(Object.entries(extras)) };
}

/** A folder with one run behind it, and the output of a next one that creates, changes, removes and keeps files. */
function secondRun(): { root: string; next: Output } {
  const root = temporaryFolder();
  write(
    outputOf(
      root,
      { 'a/kept.yaml': text('1'), 'a/changed.yaml': text('1'), 'gone/removed.yaml': text('1') },
      { 'apps/compose.yaml': text('1') },
    ),
  );
  const files = { 'a/kept.yaml': text('1'), 'a/changed.yaml': text('2'), 'new/deep/created.yaml': text('1') };
  return { root, next: outputOf(root, files, { 'apps/compose.yaml': text('2') }) };
}

afterEach(() => vi.restoreAllMocks());

describe('write', () => {
  it('creates, changes and removes files and says which', () => {
    const { root, next } = secondRun();
    expect(write(next)).toEqual({
      created: ['dist/new/deep/created.yaml'],
      changed: ['apps/compose.yaml', 'dist/a/changed.yaml'],
      removed: ['dist/gone/removed.yaml'],
      unchanged: ['dist/a/kept.yaml'],
      foreign: [],
    });
    expect(Object.keys(snapshot(root)).sort()).toEqual([
      ...['apps/', 'apps/compose.yaml', 'dist/', 'dist/a/', 'dist/a/changed.yaml', 'dist/a/kept.yaml'],
      ...['dist/new/', 'dist/new/deep/', 'dist/new/deep/created.yaml'],
    ]);
    expect(fs.readFileSync(join(root, 'dist/a/changed.yaml'), 'utf8')).toBe(text('2'));
    expect(write(next)).toMatchObject({ created: [], changed: [], removed: [] });
  });

  it('keeps the modes of changed files and does not touch unchanged ones', () => {
    const { root, next } = secondRun();
    fs.chmodSync(join(root, 'dist/a/changed.yaml'), 0o640);
    const before = fs.statSync(join(root, 'dist/a/kept.yaml'));
    write(next);
    expect(fs.statSync(join(root, 'dist/a/changed.yaml')).mode & 0o777).toBe(0o640);
    const after = fs.statSync(join(root, 'dist/a/kept.yaml'));
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
  });

  it('does not read what is known to be as it should be, and refuses a link in its path', () => {
    const { root, next } = secondRun();
    write(next);
    const settled = new Map([['a/kept.yaml', 'seen']]);
    const files = new Map([...next.files].filter(([name]) => !settled.has(name)));
    const read = vi.spyOn(fs, 'readFileSync');
    expect(write({ ...next, files, settled })).toEqual(diff(next));
    expect(write({ ...next, settled }).removed).toEqual([]);
    read.mockClear();
    expect(diff({ ...next, settled }).unchanged).toContain('dist/a/kept.yaml');
    expect(read.mock.calls.map(([path]) => path)).not.toContain(join(root, 'dist/a/kept.yaml'));
    fs.renameSync(join(root, 'dist/a'), join(root, 'elsewhere'));
    fs.symlinkSync(join(root, 'elsewhere'), join(root, 'dist/a'));
    expect(diff({ ...next, settled }).foreign).toContain('dist/a/kept.yaml');
  });

  it('puts a folder where a generated file was', () => {
    const root = temporaryFolder();
    write(outputOf(root, { a: text('1') }));
    expect(write(outputOf(root, { 'a/b.yaml': text('2') }))).toMatchObject({
      created: ['dist/a/b.yaml'],
      removed: ['dist/a'],
    });
    expect(snapshot(root)).toMatchObject({ 'dist/a/b.yaml': expect.stringContaining(text('2')) });
  });

  it.each<[string, (root: string) => void, string]>([
    ['a file of somebody else', (root) => writeFiles(root, { 'dist/a/notes.txt': 'mine' }), 'dist/a/notes.txt'],
    ['a hidden file', (root) => writeFiles(root, { 'dist/.gitkeep': '' }), 'dist/.gitkeep'],
    [
      'a file of somebody else at a path of ours',
      (root) => writeFiles(root, { 'dist/new/deep/created.yaml': 'kind: A\n' }),
      'dist/new/deep/created.yaml',
    ],
    [
      'a generated file elsewhere that somebody took over',
      (root) => writeFiles(root, { 'apps/compose.yaml': 'mine' }),
      'apps/compose.yaml',
    ],
    ['a link to a file', (root) => fs.symlinkSync('/etc/hostname', join(root, 'dist/link')), 'dist/link'],
    [
      'a link to one of our files',
      (root) => fs.symlinkSync('changed.yaml', join(root, 'dist/a/copy.yaml')),
      'dist/a/copy.yaml',
    ],
    ['a link to a folder', (root) => fs.symlinkSync('/tmp', join(root, 'dist/new')), 'dist/new'],
    [
      'a folder where a file should be',
      (root) => fs.mkdirSync(join(root, 'dist/new/deep/created.yaml'), { recursive: true }),
      'dist/new/deep/created.yaml',
    ],
  ])('stops at %s and changes nothing', (_, prepare, name) => {
    const { root, next } = secondRun();
    prepare(root);
    const before = snapshot(root);
    expect(diff(next).foreign).toContain(name);
    expect(() => write(next)).toThrow(name);
    expect(snapshot(root)).toEqual(before);
  });

  it.each([
    ['output folder', 'dist'],
    ['folder of another generated file', 'apps'],
  ])('does not write through a link in place of the %s', (_, folder) => {
    const { root, next } = secondRun();
    fs.renameSync(join(root, folder), join(root, 'elsewhere'));
    fs.symlinkSync('elsewhere', join(root, folder));
    const before = snapshot(root);
    expect(() => write(next)).toThrow('not generated by this tool');
    expect(snapshot(root)).toEqual(before);
  });

  it.each(['../a.yaml', '/a.yaml', 'a/../../b.yaml', 'a\\b.yaml', './a.yaml', 'a//b.yaml', 'a/', '', '.', '..'])(
    'refuses the path %j',
    (path) => {
      const root = temporaryFolder();
      expect(() => write(outputOf(root, { [path]: text('1') }))).toThrow(`"${path}" is not a path below its folder`);
      expect(() => write(outputOf(root, {}, { [path]: text('1') }))).toThrow(
        `"${path}" is not a path below its folder`,
      );
      expect(snapshot(root)).toEqual({});
    },
  );

  it.each([
    ['a folder', `${'a'.repeat(500)}/cluster.yaml`, `"${'a'.repeat(500)}" has 500 bytes`],
    ['a file', `shop/${'ä'.repeat(126)}.yaml`, `"${'ä'.repeat(126)}.yaml" has 257 bytes`],
  ])('refuses a name that is too long for %s', (_, path, message) => {
    const root = temporaryFolder();
    const refusal = `${message}, and a file or folder name takes 255; shorten it`;
    expect(() => write(outputOf(root, { [path]: text('1') }))).toThrow(
      expect.objectContaining({ name: 'WriteError', message: refusal }),
    );
    expect(snapshot(root)).toEqual({});
  });

  it('refuses a path that is too long as a whole', () => {
    const root = temporaryFolder();
    const path = `${`${'a'.repeat(200)}/`.repeat(30)}cluster.yaml`;
    expect(() => write(outputOf(root, { [path]: text('1') }))).toThrow(
      expect.objectContaining({
        name: 'WriteError',
        message: expect.stringContaining('shorten the names of its folders'),
      }),
    );
    expect(snapshot(root)).toEqual({});
  });

  it('writes into a folder outside of the root', () => {
    const [root, folder] = [temporaryFolder(), join(temporaryFolder(), 'out')];
    write({ root, folder, files: new Map([['a.yaml', text('1')]]) });
    expect(fs.readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe(text('1'));
  });
});

describe('a run that fails', () => {
  // One for the lock, one for the journal, three old files out, three new ones in.
  const RENAMES = 8;

  it.each(Array.from({ length: RENAMES }, (_, index) => index + 1))(
    'at rename %i leaves every file as it was',
    (count) => {
      const { root, next } = secondRun();
      const before = snapshot(root);
      failRenames((call) => call === count);
      expect(() => write(next)).toThrow('every file is as it was: disk on fire');
      vi.restoreAllMocks();
      expect(snapshot(root)).toEqual(before);
    },
  );

  it.each(Array.from({ length: RENAMES }, (_, index) => index + 1))(
    'at rename %i and cannot undo is undone by the next run',
    (count) => {
      const { root, next } = secondRun();
      const before = snapshot(root);
      failRenames((call) => call >= count);
      expect(() => write(next)).toThrow(/disk on fire|undoing failed/);
      vi.restoreAllMocks();
      expect(
        write(
          outputOf(
            root,
            { 'a/kept.yaml': text('1'), 'a/changed.yaml': text('1'), 'gone/removed.yaml': text('1') },
            { 'apps/compose.yaml': text('1') },
          ),
        ),
      ).toMatchObject({
        created: [],
        changed: [],
        removed: [],
      });
      expect(snapshot(root)).toEqual(before);
    },
  );

  it.each([1, 2, 3])('and is interrupted again at step %i of undoing is undone by the run after', (step) => {
    const { root, next } = secondRun();
    const before = snapshot(root);
    failRenames((call) => call === RENAMES || call === RENAMES + step);
    expect(() => write(next)).toThrow('undoing failed');
    vi.restoreAllMocks();
    failRenames((call) => call === 1);
    expect(() => write(next)).toThrow(/undoing failed|disk on fire/);
    vi.restoreAllMocks();
    writeFiles(root, { 'dist/foreign.txt': '' });
    expect(() => write(next)).toThrow('dist/foreign.txt');
    fs.rmSync(join(root, 'dist/foreign.txt'));
    expect(snapshot(root)).toEqual(before);
  });

  it('while a living run holds the folder stops, and says which process', () => {
    const { root, next } = secondRun();
    writeFiles(root, { '.dist.staging/owner': `${process.ppid}` });
    const before = snapshot(root);
    expect(() => write(next)).toThrow(`another run (process ${process.ppid}) is writing`);
    expect(snapshot(root)).toEqual(before);
  });

  it('that begins in the same moment as another one stops, and leaves that alone', () => {
    const { root, next } = secondRun();
    const rename = fs.renameSync;
    vi.spyOn(fs, 'renameSync').mockImplementationOnce((from, to) => {
      writeFiles(root, { '.dist.staging/owner': `${process.ppid}` });
      rename(from, to);
    });
    const before = snapshot(root);
    expect(() => write(next)).toThrow('another run is writing; wait for it');
    expect(snapshot(root)).toEqual({
      ...before,
      '.dist.staging/': expect.anything(),
      '.dist.staging/owner': expect.stringContaining(`${process.ppid}`),
    });
  });

  it.each(['', 'nonsense', '999999999'])('and left a folder with owner %j behind is cleaned up', (owner) => {
    const { root, next } = secondRun();
    writeFiles(root, { '.dist.staging/owner': owner, '.dist.staging/0.new': 'half' });
    expect(write(next).created).toEqual(['dist/new/deep/created.yaml']);
    expect(fs.existsSync(join(root, '.dist.staging'))).toBe(false);
  });
});

function failRenames(when: (call: number) => boolean): void {
  const rename = fs.renameSync;
  let calls = 0;
  vi.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
    calls += 1;
    if (when(calls)) throw new Error('disk on fire');
    rename(from, to);
  });
}
