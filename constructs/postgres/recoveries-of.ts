import type { Recoveries } from './recoveries';

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
  const roots = new Map<string, string>();
  // Each is of one before.
  for (const made of [...recoveries, ...upgrades]) roots.set(made.name, roots.get(made.of) ?? made.of);
  return roots.get(name) ?? name;
}
