import type { Index } from '../object/object-index';
import { closedToClients } from './client-ways';
import { closedToInstances, closedToOperator } from './instance-ways';
import { closedToMetrics } from './metrics-ways';
import { closedToPlatform } from './operator-ways';
import { closedToPoolers } from './pooler-ways';

/** All required connections that policies of a run close, worded for the rules. */
export function allClosed(index: Index): readonly string[] {
  return [
    closedToOperator,
    closedToPlatform,
    closedToInstances,
    closedToPoolers,
    closedToClients,
    closedToMetrics,
  ].flatMap((closed) => [...index.derive(closed).values()].flat().map(({ message }) => message));
}
