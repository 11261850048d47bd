import { isHibernated } from '../../manifests/cnpg/cluster-traits';
import { archivingPlugin } from '../../manifests/cnpg/plugins';
import { at, type Manifest, text } from '../../manifests/object/manifest';
import type { Verdict } from './change';
import { type Impact, worst } from './impact';
import { namesOf } from './object-names';

/** Seconds without writes, the cause, and how they are known. */
interface Outage {
  readonly from: number;
  readonly to: number;
  readonly reason: string;
  readonly basis: string;
}

/** How the instances of a cluster restart. */
export interface Rollout {
  readonly impact: Impact;
  /** Instances that restart. */
  readonly instances: number;
  readonly order: string;
  readonly withoutWrites: Outage;
}

const SMART_SHUTDOWN_SECONDS = 180;
/** The source of the numbers. Tenths of seconds apply only there. */
const MEASURED = 'measured with three small instances of CNPG 1.28.0 and PostgreSQL 17 on nodes that share two cores';
const DELETED = `${MEASURED}: 3 to 4 s if clients reconnect immediately, 191 s if one held its connection for all of the 180 s`;
const IN_PLACE = `${MEASURED}: 3 to 4 s, and 20 s while the machine was busy`;
const ALONE = `${MEASURED}: one instance is healthy 30 s after its creation, 65 s while the machine was busy`;
const PLUGIN =
  'without an archive: with the Barman Cloud plugin a promoted instance first asks the archive, and a deleted primary took 34 to 102 s instead of 12';

/**
 * The impact on a specific Cluster.
 * @see https://cloudnative-pg.io/documentation/1.28/rolling_update/
 */
export function rolloutOf(impact: Impact, cluster: Manifest): Rollout | undefined {
  const count = at(cluster, 'spec.instances');
  // A variable: how many there are is not known.
  if (typeof count === 'string') return undefined;
  const instances = typeof count === 'number' && count > 0 ? count : 1;
  const given = at(cluster, 'spec.smartShutdownTimeout');
  const smart = typeof given === 'number' ? given : SMART_SHUTDOWN_SECONDS;
  const held = `while clients hold connections open, the primary waits smartShutdownTimeout, ${smart} s, before it stops`;
  switch (impact) {
    case 'rolling-update':
      return rolling(instances, smart, held, cluster);
    case 'restart':
      return {
        impact,
        instances,
        order: instances === 1 ? 'the only instance' : `the primary in place, then ${replicas(instances)}`,
        withoutWrites: { from: 3, to: smart + 15, reason: held, basis: IN_PLACE },
      };
    case 'outage':
      return {
        impact,
        instances,
        order: instances === 1 ? 'the only instance' : 'all instances at the same time',
        withoutWrites: {
          from: 60,
          to: 1800,
          reason: 'it grows with the number of objects in the database',
          basis: 'an estimate, not measured: test it',
        },
      };
    default:
      return undefined;
  }
}

function rolling(instances: number, smart: number, held: string, cluster: Manifest): Rollout {
  if (instances === 1) {
    const reason = `there is no replica to switch over to; ${held}, and one instance takes up to 30 s to come back`;
    return {
      impact: 'restart',
      instances,
      order: 'the only instance',
      withoutWrites: { from: 10, to: smart + 30, reason, basis: ALONE },
    };
  }
  const first = `${replicas(instances)}, the highest number first`;
  // CNPG checks the strategy first: with a supervised primary the method has no effect.
  if (text(at(cluster, 'spec.primaryUpdateStrategy')) === 'supervised') {
    const order = `${first}; the primary waits for kubectl cnpg promote`;
    return { impact: 'rolling-update', instances, order, withoutWrites: switchover(cluster) };
  }
  if (text(at(cluster, 'spec.primaryUpdateMethod')) !== 'switchover') {
    const reason = `primaryUpdateMethod is restart, so there is no switchover; ${held}`;
    const order = `${first}, then the primary in place`;
    return { impact: 'restart', instances, order, withoutWrites: { from: 3, to: smart + 30, reason, basis: DELETED } };
  }
  const order = `${first}, then a switchover, then the old primary`;
  return { impact: 'rolling-update', instances, order, withoutWrites: switchover(cluster) };
}

function switchover(cluster: Manifest): Outage {
  const archive = archivingPlugin(cluster) ? `, ${PLUGIN}` : '';
  return { from: 7, to: 10, reason: 'a switchover', basis: `${MEASURED}: 7 to 8 s${archive}` };
}

function replicas(instances: number): string {
  return instances === 2 ? 'the replica' : `${instances - 1} replicas one after another`;
}

/** The rollout as a sentence. */
export function rolloutText({ instances, order, withoutWrites: { from, to, reason, basis } }: Rollout): string {
  return `${instances} instance${instances === 1 ? ' restarts' : 's restart'}: ${order}. Without writes for ${from} to ${to} s: ${reason} (${basis})`;
}

/** The effect of a rolling update on this cluster. */
export function impactOn(impact: Impact, cluster: Manifest): Impact {
  return worst(impact, rolloutOf(impact, cluster)?.impact ?? impact);
}

/** A rolling update of several clusters at once, caused by something outside of them. */
export function rollingUpdateOf(clusters: readonly Manifest[], cause: string): Verdict {
  const awake = clusters.filter((cluster) => !isHibernated(cluster));
  if (clusters.length > 0 && awake.length === 0) {
    return {
      impact: 'none',
      reason: `${cause}, which applies at the next start of ${namesOf(clusters)}: no pods, hibernated`,
    };
  }
  const rollouts = awake.map((cluster) => ({ cluster, rollout: rolloutOf('rolling-update', cluster) }));
  const instances = rollouts.reduce((sum, { rollout }) => sum + (rollout?.instances ?? 0), 0);
  const down = rollouts.filter(({ rollout }) => rollout?.impact === 'restart').map(({ cluster }) => cluster);
  const count = awake.length === 0 ? '' : ` (${instances} instance${instances === 1 ? '' : 's'})`;
  const without = down.length === 0 ? '' : `; without a switchover, so without writes meanwhile: ${namesOf(down)}`;
  const reason = `${cause}, so all instances of ${namesOf(awake)}${count} are recreated${without}`;
  return { impact: down.length === 0 ? 'rolling-update' : 'restart', reason };
}
