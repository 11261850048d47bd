import { Kind } from '../../manifests/object/kinds';
import { type Entry, entries } from '../engine/entry';

/** What can be found of objectives. */
const RULES = {
  'objective-invalid': 'The annotation of the objectives can be read',
  'objective-operator-version': 'The operator has the fixes without which no bound on an outage holds',
  'objective-restore-calls': 'The calls of `restore_command` after a fault fit into the outage that is promised',
  'objective-rpo-failover': 'A failover loses no more acknowledged work than is promised',
  'objective-rpo-disaster': 'The loss of all instances and volumes loses no more work than is promised',
  'objective-rto-pod-loss': 'Writes go on in time after the loss of the primary’s pod',
  'objective-rto-node-loss': 'Writes go on in time after the loss of the primary’s node',
  'objective-rto-zone-loss': 'Writes go on in time after the loss of the primary’s zone',
  'objective-rto-partition': 'Writes go on in time after the primary’s node is cut off from the network',
  'objective-pitr-window': 'Every second of the promised window can be recovered',
  'objective-availability': 'Planned restarts and faults fit into the share of a month that may be lost',
  'objective-zones': 'The instances are in as many zones as are promised',
  'objective-tls': 'Nobody connects over the network without TLS',
  'objective-latency': 'Statements that take longer than is promised leave a trace in the log',
} as const;

export type ObjectiveRule = keyof typeof RULES;

export const OBJECTIVE_ENTRIES: readonly Entry[] = entries(
  {
    ...{ layer: 'expert', subject: 'Objectives', severity: 'error', kinds: [Kind.CLUSTER], docs: 'docs/objectives.md' },
    why: 'The Cluster declares this objective, and something is missing for it. For the arithmetic, what it assumes, and what would help at which price: `npm run -s explain -- objectives APPLICATION`, in a repository of this project.',
  },
  RULES,
);
