import { availableParallelism } from 'node:os';

/** Programs that run at the same time: as many as there are processors, and not so many that others notice. */
const MOST = Math.min(4, availableParallelism());

/**
 * The results of all items, in their order, however long each takes.
 * @param work - what is done of each; an error ends it all
 */
export async function someAtATime<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  most = MOST,
): Promise<Result[]> {
  const results: Result[] = [];
  const left = items.entries();
  // All take from one iterator: who is done takes the next.
  const worker = async () => {
    for (const [place, item] of left) results[place] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.max(1, most) }, worker));
  return results;
}
