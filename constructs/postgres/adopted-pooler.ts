import type { PoolerSpecMonitoring } from '../../imports/postgresql.cnpg.io/pooler';
import type { Keys } from '../../values/text/keys';
import type { Overrides } from '../base/overrides';

/** What of the spec of a running pooler no new one should have, laid over all else, so that taking it over changes nothing. */
export interface AdoptedPooler {
  /**
   * A PodMonitor that the operator makes.
   * @deprecated CNPG calls it deprecated: `addPodMonitor` takes its place
   * @default - none
   */
  readonly monitoring?: Overrides<PoolerSpecMonitoring>;
}

/** Keys of {@link AdoptedPooler}; what is below them is checked with the spec. */
export const ADOPTED_POOLER_KEYS: Keys<AdoptedPooler> = { monitoring: true };
