import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockData } from '../../../commands/local/data-lock';
import { beginningOf } from '../../../commands/postgres/processes';
import { temporaryFolder } from '../../manifests/support/folder';

describe('a lock', () => {
  it('is held once, and given back', async () => {
    const file = join(temporaryFolder(), 'lock');
    const unlock = await lockData(file);
    await expect(lockData(file)).rejects.toThrow(
      `this database runs already, in process ${process.pid}: stop that first`,
    );
    unlock();
    expect(existsSync(file)).toBe(false);
    (await lockData(file))();
  });

  it.each([
    ['a process that is gone', '999999999 1 0.5\n'],
    ['a number that belongs to another process by now', `${process.pid} 1 0.5\n`],
    ['a writer that was killed', ''],
    ['nonsense', 'x y z\n'],
  ])('is taken over from %s', async (_, content) => {
    const file = join(temporaryFolder(), 'lock');
    writeFileSync(file, content);
    const unlock = await lockData(file);
    expect(readFileSync(file, 'utf8')).toMatch(new RegExp(`^${process.pid} ${beginningOf(process.pid)} `));
    unlock();
  });

  it('goes to one of many that try at the same time', async () => {
    const file = join(temporaryFolder(), 'lock');
    writeFileSync(file, '999999999 1 0.5\n');
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockData(file)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('of another is not given back', async () => {
    const file = join(temporaryFolder(), 'lock');
    const unlock = await lockData(file);
    writeFileSync(file, 'another');
    unlock();
    expect(readFileSync(file, 'utf8')).toBe('another');
  });
});
