import { HEALTHY } from '../../../../commands/drill/cluster-state';
import type { Asked } from './fake-api-server';
import type { Stage } from './stage';

export interface Failover {
  /** From the fault until the new primary takes writes. */
  readonly seconds: number;
  /** Whether the third instance comes back. @default true */
  readonly heals?: boolean;
  /** Seconds from the new primary to that. @default 20 */
  readonly healsAfter?: number;
  /** Whether the request is the fault. @default - the primary's pod is deleted */
  readonly on?: (asked: Asked) => boolean;
}

const PRIMARY_DELETED = ({ method, kind, name }: Asked) =>
  method === 'DELETE' && kind === 'Pod' && name === 'shop-db-1';

/** The course of a failover as CNPG 1.28 reports it in the Cluster's status. */
export function failsOver(
  stage: Stage,
  { seconds, heals = true, healsAfter = 20, on = PRIMARY_DELETED }: Failover,
): void {
  let isOver = false;
  stage.server.afterChange = (asked) => {
    if (isOver || !on(asked)) return;
    isOver = true;
    stage.writer.isUp = false;
    stage.status({ phase: 'Failing over', targetPrimary: 'pending', readyInstances: 2 });
    stage.later(seconds / 2, () => stage.status({ targetPrimary: 'shop-db-2' }));
    stage.later(seconds, () => {
      stage.status({ currentPrimary: 'shop-db-2' });
      // The instance is asked for it again at the next reconcile.
      stage.later(3, () => stage.status({ timelineID: 2 }));
      stage.writer.isUp = true;
    });
    if (heals) stage.later(seconds + healsAfter, () => stage.status({ phase: HEALTHY, readyInstances: 3 }));
  };
}
