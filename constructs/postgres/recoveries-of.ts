import type { Recoveries, Recovery } from './recoveries';

type Made = Pick<Recovery, 'name' | 'of'>;

/**
 * What of the recoveries of an application is one cluster's: its own and what is made of it. For an application with several clusters, each
 * of which gets {@link addRecoveries}.
 * @param name - of the cluster
 */
export function recoveriesOf(all: Recoveries, name: string): Recoveries {
  const isOwn = (each: { readonly name: string }) => rootOf(all, each.name) === name;
  const { recoveries, rebuilds, upgrades, hibernated, dropped } = all;
  const serving = servingOf(all, name);
  return {
    ...(serving !== undefined && { serving }),
    recoveries: recoveries.filter(isOwn),
    ...(rebuilds && { rebuilds: rebuilds.filter(isOwn) }),
    ...(upgrades && { upgrades: upgrades.filter(isOwn) }),
    ...(hibernated && { hibernated: hibernated.filter((each) => isOwn({ name: each })) }),
    ...(dropped && { dropped: dropped.filter(isOwn) }),
  };
}

/** The name of what serves in place of a cluster that is made of none; undefined where the file does not say. */
export function servingOf(all: Recoveries, root: string): string | undefined {
  const { serving = [] } = all;
  return [serving].flat().find((name) => rootOf(all, name) === root);
}

/** The cluster that one is made of, step by step; itself, if it is made of none. */
export function rootOf({ recoveries, upgrades = [] }: Recoveries, name: string): string {
  const sources = new Map([...recoveries, ...upgrades].map((made) => [made.name, made.of]));
  let root = name;
  // A circle has no root, and is refused where the clusters are made.
  for (let left = sources.size; left > 0; left--) root = sources.get(root) ?? root;
  return root;
}

/**
 * The recoveries and the upgrades of a cluster as one list, each after what it is made of. Both keep their order; what is made of nothing
 * before it comes last.
 */
export function inOrder<R extends Made, U extends Made>(
  source: string,
  recoveries: readonly R[],
  upgrades: readonly U[],
): (R | U)[] {
  const queues: (R | U)[][] = [[...recoveries], [...upgrades]];
  const ordered: (R | U)[] = [];
  const isMade = (name: string | undefined) => name === source || ordered.some((each) => each.name === name);
  for (;;) {
    const queue = queues.find(([first]) => isMade(first?.of));
    const next = queue?.shift();
    if (next === undefined) return [...ordered, ...queues.flat()];
    ordered.push(next);
  }
}
