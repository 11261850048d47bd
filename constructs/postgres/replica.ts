import type { ClusterSpecReplica } from '../../imports/postgresql.cnpg.io/cluster';
import { type Keys, oneOf } from '../../values/text/keys';
import type { Duration } from '../../values/time/duration';
import type { Overrides } from '../base/overrides';
import type { ExternalCluster } from './external-cluster';

/**
 * What makes a cluster the replica of another one.
 * - `standalone`: it follows its source until `enabled` is set to false, which cannot be taken back
 * - `distributed`: every site carries the same declaration of who is the primary, and changing it demotes one and promotes the other
 * @see https://cloudnative-pg.io/documentation/1.28/replica_cluster/
 */
export type Replica =
  | {
      readonly topology: 'standalone';
      /** What it follows. */
      readonly source: ExternalCluster;
      /** Whether it still follows; false promotes it. @default true */
      readonly enabled?: boolean;
      /** How far behind the source it stays on purpose. @default - not at all */
      readonly minApplyDelay?: Duration;
    }
  | {
      readonly topology: 'distributed';
      /** What it follows while it is not the primary. */
      readonly source: ExternalCluster;
      /** Name of the external cluster that is the primary; when it is this one, `externalClusters` lists it too. */
      readonly primary: string;
      /** Name of the external cluster that is this one. @default - the name of the cluster */
      readonly self?: string;
      /** Token of the demoted primary, by which this one is promoted without losing a transaction. @default - none */
      readonly promotionToken?: string;
      /** How far behind the source it stays on purpose; not together with a token. @default - not at all */
      readonly minApplyDelay?: Duration;
    };

/** Keys of {@link Replica}. */
export const REPLICA_KEYS: Keys<Replica> = {
  topology: oneOf({ standalone: true, distributed: true }),
  source: true,
  enabled: true,
  minApplyDelay: true,
  primary: true,
  self: true,
  promotionToken: true,
};

/** The `replica` stanza. */
export function renderReplica(replica: Replica): Overrides<ClusterSpecReplica> {
  const common = { source: replica.source.name, minApplyDelay: replica.minApplyDelay?.toGoDuration() };
  return replica.topology === 'standalone'
    ? { ...common, enabled: replica.enabled ?? true }
    : { ...common, primary: replica.primary, self: replica.self, promotionToken: replica.promotionToken };
}
