import { existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { CommitState, WORKING_TREE } from '../../../commands/plan/repository-state';
import { temporaryFolder, writeFiles } from '../../manifests/support/folder';
import { committed, gitIn } from './support';

function repository() {
  const root = temporaryFolder();
  committed(root, { 'a/x.yaml': 'x: 1\n', 'a/deep/y.sql': 'select 1;\n', 'b.yaml': 'b: 1\n', 'a-b/z.yaml': 'z: 1\n' });
  return { root, state: new CommitState(root, 'HEAD') };
}

describe('a digest', () => {
  test('is that of the same files on disk, of a file and of a folder', () => {
    const { root, state } = repository();
    for (const path of ['b.yaml', 'a', 'a/deep/y.sql', 'nowhere']) {
      expect(state.digest(join(root, path)), path).toBe(WORKING_TREE.digest(join(root, path)));
    }
    expect(state.digest(join(root, 'nowhere'))).toBe('');
    expect(state.digest(join(root, 'a'))).not.toBe(state.digest(join(root, 'a-b')));
  });

  test.each([
    ['a changed file', { 'a/deep/y.sql': 'select 2;\n' }],
    ['a new file', { 'a/new.txt': '' }],
  ])('differs for %s', (_, files) => {
    const { root, state } = repository();
    writeFiles(root, files);
    expect(state.digest(join(root, 'a'))).not.toBe(WORKING_TREE.digest(join(root, 'a')));
    expect(state.digest(join(root, 'b.yaml'))).toBe(WORKING_TREE.digest(join(root, 'b.yaml')));
  });
});

describe('the folder of a commit', () => {
  test('has its files as they are in the commit, and is removed', () => {
    const { root, state } = repository();
    writeFiles(root, { 'b.yaml': 'b: 2\n' });
    const folder = state.onDisk(join(root, 'a'));
    expect(readFileSync(join(folder, 'deep/y.sql'), 'utf8')).toBe('select 1;\n');
    expect(readFileSync(join(folder, '../b.yaml'), 'utf8')).toBe('b: 1\n');
    expect(state.onDisk(root)).toBe(dirname(folder));
    state.remove();
    expect(existsSync(folder)).toBe(false);
  });

  test('has links within the repository, and none that lead out of it', () => {
    const { root } = repository();
    symlinkSync('x.yaml', join(root, 'a/link.yaml'));
    symlinkSync('../../etc', join(root, 'a/out'));
    symlinkSync('/etc/passwd', join(root, 'a/passwd'));
    gitIn(root, 'add', '.');
    gitIn(root, 'commit', '--quiet', '--message', 'links');
    const state = new CommitState(root, 'HEAD');
    const folder = state.onDisk(join(root, 'a'));
    expect(readFileSync(join(folder, 'link.yaml'), 'utf8')).toBe('x: 1\n');
    expect(['out', 'passwd'].filter((name) => lstatSync(join(folder, name), { throwIfNoEntry: false }))).toEqual([]);
    expect(state.digest(join(root, 'a'))).toBe(WORKING_TREE.digest(join(root, 'a')));
    state.remove();
  });

  test('is removed by a signal, which still ends the process', () => {
    const { root, state } = repository();
    const before = process.listenerCount('SIGTERM');
    const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
    try {
      const folder = state.onDisk(root);
      process.emit('SIGTERM', 'SIGTERM');
      expect(existsSync(folder)).toBe(false);
      expect(kill).toHaveBeenCalledWith(process.pid, 'SIGTERM');
      expect(process.listenerCount('SIGTERM')).toBe(before);
    } finally {
      kill.mockRestore();
    }
  });
});
