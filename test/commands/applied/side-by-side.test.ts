import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { sideBySide } from '../../../commands/applied/side-by-side';

const soon = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('results come in the order of the items, however long each takes', async () => {
  const waits = [9, 1, 5, 0, 3];
  const results = await sideBySide(waits, async (wait) => {
    await soon(wait);
    return wait * 2;
  });
  expect(results).toEqual([18, 2, 10, 0, 6]);
  expect(await sideBySide([], () => Promise.reject(new Error('called')))).toEqual([]);
});

test('no more run at the same time than there are processors', async () => {
  let [running, most] = [0, 0];
  await sideBySide(Array.from({ length: availableParallelism() * 3 }), async () => {
    running += 1;
    most = Math.max(most, running);
    await soon(1);
    running -= 1;
  });
  expect(most).toBe(availableParallelism());
});

test('what fails fails all', async () => {
  const run = async (item: number) => (item === 2 ? Promise.reject(new Error('no')) : item);
  await expect(sideBySide([1, 2, 3], run)).rejects.toThrow('no');
});
