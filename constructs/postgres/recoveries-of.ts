import type { Recoveries } from './recoveries';

/**
 * What of the recoveries of an application is one cluster's: its own and what is made of it. For an application with several clusters, each
 * of which gets {@link addRecoveries}.
 * @param name - of the cluster
 */
export function recoveriesOf(all: Recoveries, name: string): Recoveries {
  const roots = new Map<string, string>();
  const rootOf = (cluster: string): string => roots.get(cluster) ?? cluster;
  // Each is of one before.
  for (const made of [...all.recoveries, ...(all.upgrades ?? [])]) roots.set(made.name, rootOf(made.of));
  const isOwn = (each: { readonly name: string }) => rootOf(each.name) === name;
  const { serving, recoveries, rebuilds, upgrades } = all;
  return {
    ...(serving !== undefined && rootOf(serving) === name && { serving }),
    recoveries: recoveries.filter(isOwn),
    ...(rebuilds && { rebuilds: rebuilds.filter(isOwn) }),
    ...(upgrades && { upgrades: upgrades.filter(isOwn) }),
  };
}
