import type { Keys } from '../../values/text/keys';
import type { IObjectStore } from '../backup/object-store-reference';
import { checkKeys } from '../base/check-keys';
import { InputError } from '../base/input-error';
import { type Bootstrap, recovery } from './bootstrap';
import { checkBootstrap } from './bootstrap-keys';
import type { PostgresClusterProps } from './cluster-props';
import { ExternalCluster } from './external-cluster';

/** One site of a distributed topology: a Cluster in a Kubernetes cluster of its own, and the archive that it writes. */
export interface Site {
  /** Name of the Cluster. */
  readonly name: string;
  /** Object store through which this site's archive is read and written, in the namespace of whoever declares it. */
  readonly store: IObjectStore;
  /** Server name under which the site archives. @default - the name of the Cluster */
  readonly serverName?: string;
}

/** Options of {@link distributedSite}. */
export interface SiteOptions {
  /** The site that is declared. */
  readonly self: Site;
  /** How the site came into being. */
  readonly bootstrap: Bootstrap;
  /** The other site. */
  readonly other: Site;
  /** Name of the one that is the primary. Both sites carry the same, and changing it demotes one and promotes the other. */
  readonly primary: string;
  /** `status.demotionToken` of the demoted primary: with it no transaction is lost, without it the archive decides. @default - none */
  readonly promotionToken?: string;
}

const SITE: Keys<Site> = { name: true, store: true, serverName: true };
const SITE_KEYS: Keys<SiteOptions> = { self: SITE, bootstrap: true, other: SITE, primary: true, promotionToken: true };

/**
 * What makes a cluster one of two sites that can change roles. A switch is two commits: in both sites `primary` names the other one; when
 * the demoted site shows its `demotionToken`, the promoted one gets it as `promotionToken`.
 *
 * @throws InputError for two sites of one name, a primary that is none of them, and a token for the site that is not to be the primary.
 * @see https://cloudnative-pg.io/documentation/1.28/replica_cluster/#distributed-topology
 */
export function distributedSite(
  options: SiteOptions,
): Pick<PostgresClusterProps, 'bootstrap' | 'replica' | 'externalClusters'> {
  const { self, bootstrap, other, primary, promotionToken } = options;
  const at = `site ${self.name}`;
  checkKeys(at, options, SITE_KEYS);
  checkBootstrap(at, bootstrap);
  if (self.name === other.name) throw new InputError(at, `both sites have that name; give each Cluster its own`);
  if (primary !== self.name && primary !== other.name) {
    throw new InputError(at, `primary "${primary}" is not one of the sites: write ${self.name} or ${other.name}`);
  }
  if (promotionToken !== undefined && primary !== self.name) {
    throw new InputError(
      at,
      `a promotion token is for the site that becomes the primary, which is ${primary}: leave it out`,
    );
  }
  return {
    bootstrap: primary === self.name ? bootstrap : following(bootstrap, siteArchive(other)),
    externalClusters: [siteArchive(self)],
    replica: { topology: 'distributed', source: siteArchive(other), primary, self: self.name, promotionToken },
  };
}

function siteArchive({ name, store, serverName = name }: Site): ExternalCluster {
  return ExternalCluster.fromArchive({ name, store, serverName });
}

// A site that follows and is created again must come from the other one: CNPG refuses an empty database that follows.
function following(bootstrap: Bootstrap, archive: ExternalCluster): Bootstrap {
  if (bootstrap.method !== 'initdb' && bootstrap.method !== 'import') return bootstrap;
  const { database, owner, secret } = bootstrap;
  return recovery({ database, owner, secret, from: 'archive', archive });
}
