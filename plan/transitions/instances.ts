import { Kind } from '../../manifests/object/kinds';
import { at, list, type Manifest, record } from '../../manifests/object/manifest';
import type { Verdict } from '../engine/change';
import type { Transition } from '../engine/transition';

/** @see https://cloudnative-pg.io/documentation/1.28/replication/ */
export const instances: Transition = {
  kinds: [Kind.CLUSTER],
  paths: ['spec.instances'],
  judge({ before, after }, { after: cluster, name }) {
    if (typeof before !== 'number' || typeof after !== 'number') return undefined;
    if (after > before) {
      const many = after - before;
      const [are, they] = many === 1 ? ['is', 'it'] : ['are', 'they'];
      const reason = `${counted(many, 'replica')} ${are} copied from the primary, a full base backup each, to new volumes: this loads its disk and network while clients work, and replication slots keep WAL until ${they} ${are} attached. Nothing restarts`;
      return { impact: 'reload', reason };
    }
    const count = before - after;
    const [which, them] = count === 1 ? ['newest replica', 'it'] : [`${count} newest replicas`, 'them'];
    const gone = `the ${which} and the volumes of ${them} are deleted; the primary is never among them, and the data remains on the other instances`;
    if (after === 1) return { impact: 'outage', reason: `${alone(name)}. ${gone}` };
    const standbys = standbysLeft(after, cluster);
    const end = 'Connections to a deleted replica end';
    return standbys === undefined
      ? { impact: 'none', reason: `${gone}. ${end}` }
      : { impact: standbys.impact, reason: `${gone}. ${standbys.reason}. ${end}` };
  },
};

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** What is over with the last replica. */
function alone(name: string): string {
  return `one instance is left, with nothing to fail over to: a lost node is an outage, a lost volume is a restore, and every restart interrupts. ${name}-ro has no instance any more: what connects to it is cut off`;
}

/** What commits wait for when the last spare standby, or one that must be there, goes. */
function standbysLeft(instances: number, cluster: Manifest): Verdict | undefined {
  const synchronous = record(at(cluster, 'spec.postgresql.synchronous'));
  const { number, dataDurability } = synchronous;
  if (typeof number !== 'number') return undefined;
  const outside = ['standbyNamesPre', 'standbyNamesPost'].flatMap((field) => list(synchronous[field])).length;
  const left = instances - 1 + outside;
  const isPreferred = dataDurability === 'preferred';
  if (left > number) return undefined;
  if (left === number) {
    const then = isPreferred ? 'commits no longer wait for one, and a failover may lose them' : 'all writes wait';
    const reason = `no spare standby is left: commits wait for ${number}, and there ${left === 1 ? 'is' : 'are'} ${left}, so while one is away, for a restart as well, ${then}`;
    return { impact: 'reload', reason };
  }
  const reason = `commits wait for ${number} standby${number === 1 ? '' : 's'}, and only ${left} ${left === 1 ? 'is' : 'are'} left: all writes wait`;
  return isPreferred ? undefined : { impact: 'outage', reason };
}
