import { Construct } from 'constructs';
import { ObjectStore, type ObjectStoreProps } from '../backup/object-store';
import { Folder } from '../gitops/folder';
import { useGitOps } from '../gitops/gitops';
import type { Platform } from '../gitops/platform';
import { DatabaseNetwork } from '../network/database-network';
import { distributedSite } from '../postgres/distributed-site';
import { peersOf } from './declared-network';
import { PART_KINDS } from './part-kinds';
import type { DeclaredSecondSite, ProductionDatabaseProps } from './production-database-props';
import { addSite, archivedBy, type SiteParts, type SitePlan } from './site';

/** The first site, which a second one follows. */
interface FirstSite {
  readonly folder: Folder;
  readonly name: string;
  /** @default - its name */
  readonly serverName?: string;
  readonly store: ObjectStore;
  readonly storeProps: ObjectStoreProps;
}

/** The second site, in a folder that its own Kubernetes cluster applies, and what the first one needs for it. */
export function addSecondSite(
  scope: Construct,
  props: ProductionDatabaseProps,
  second: DeclaredSecondSite,
  first: FirstSite,
): { readonly parts: SiteParts; readonly distributed: NonNullable<SitePlan['distributed']> } {
  const { namespace, name, primary = first.name, promotionToken, platform = props.platform } = second;
  const storeProps = { ...first.storeProps, ...second.store };
  const site = new Construct(scope, 'SecondSite');
  useGitOps(site, second.platform && (second.platform.gitops ?? 'argocd'));
  const folder = new Folder(site, `${props.name}/second-site`, {
    namespace,
    kinds: PART_KINDS.database,
    platform: second.platform?.name ?? null,
  });
  const theirProps = { ...props, platform };
  const token = (self: string) => (self === primary ? promotionToken : undefined);
  const theirs = new ObjectStore(first.folder, 'SecondSite', storeProps);
  const own = new ObjectStore(folder, 'Backups', storeProps);
  const origin = new ObjectStore(folder, 'FirstSite', first.storeProps);
  const { serverName } = first;
  const ownServerName = second.serverName ?? `${name}${majorSuffixOf(serverName)}`;
  const parts = addSite(folder, theirProps, {
    name,
    serving: name,
    store: own,
    isSecond: true,
    serverName: ownServerName,
    distributed: (bootstrap) =>
      distributedSite({
        self: { name, store: own, serverName: ownServerName },
        other: { name: first.name, store: origin, serverName },
        bootstrap,
        primary,
        promotionToken: token(name),
      }),
  });
  const { cluster } = parts;
  const peers = peersOf(scope, theirProps);
  if (peers) new DatabaseNetwork(cluster, 'Network', { ...peers, cluster, clients: [] });
  return {
    parts,
    distributed: (bootstrap) =>
      distributedSite({
        self: { name: first.name, store: first.store, serverName },
        other: { name, store: theirs, serverName: ownServerName },
        bootstrap,
        primary,
        promotionToken: token(first.name),
      }),
  };
}

/** The platforms beside its own that a declared database has folders for. */
export function platformsOf({ secondSite }: ProductionDatabaseProps): readonly Platform[] {
  const { enabled, platform } = secondSite ?? {};
  return platform === undefined || enabled === false ? [] : [platform];
}

/** Under which name a declared database archives. @default - that of its cluster */
export function serverNameOf({ backup, database }: ProductionDatabaseProps): string | undefined {
  return archivedBy(backup)?.serverName ?? database.serverName;
}

/**
 * `-v18`, which `npm run upgrade -- postgres` appends: a copy of the new major begins a new archive, too. A cluster of another major has
 * another system identifier, and its WAL in the folder of the one before would make both unrestorable.
 */
function majorSuffixOf(serverName = ''): string {
  return /-v\d{2}(-\d+)?$/.exec(serverName)?.[0] ?? '';
}
