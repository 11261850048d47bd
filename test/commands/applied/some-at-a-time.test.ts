import { expect, it } from 'vitest';
import { someAtATime } from '../../../commands/applied/some-at-a-time';

/** A work that waits for its turn: the later ones are done first. */
function slowFirst(log: string[]) {
  let running = 0;
  return async (milliseconds: number) => {
    running += 1;
    log.push(`${running} running`);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    running -= 1;
    return `after ${milliseconds}`;
  };
}

it('keeps the order of the items, whoever is done first', async () => {
  const results = await someAtATime([30, 1, 10, 0], slowFirst([]), 3);
  expect(results).toEqual(['after 30', 'after 1', 'after 10', 'after 0']);
});

it('runs no more than that at a time, and not one after another', async () => {
  const log: string[] = [];
  await someAtATime([5, 5, 5, 5, 5], slowFirst(log), 2);
  expect(log).toHaveLength(5);
  expect(new Set(log)).toEqual(new Set(['1 running', '2 running']));
});

it('has no results of nothing, and ends with the first error', async () => {
  expect(await someAtATime([], slowFirst([]))).toEqual([]);
  const fails = someAtATime([1, 2, 3], async (item) => {
    if (item === 2) throw new Error('two');
    return item;
  });
  await expect(fails).rejects.toThrow('two');
});
