import { synchronyOf } from '../../manifests/cnpg/cluster-traits';
import type { Assumption, Claim, Gap } from './claim';
import { evenSpread, isApart, type PromisingCluster, ZONE } from './promising-cluster';

/** The number of zones with instances: by the constraints alone, and if there are nodes in enough zones. */
function zonesOf(subject: PromisingCluster): { readonly sure: number; readonly possible: number } {
  const { instances } = subject;
  if (isApart(subject, ZONE)) return { sure: instances, possible: instances };
  const spread = evenSpread(subject, ZONE);
  if (spread === undefined) return { sure: 1, possible: 1 };
  return { sure: Math.min(instances, spread.minDomains), possible: instances };
}

/** The instances are in a number of zones. */
export function zones(subject: PromisingCluster): Claim[] {
  const wanted = subject.objectives.zones;
  if (wanted === undefined) return [];
  const { sure, possible } = zonesOf(subject);
  const gaps: Gap[] = [];
  if (subject.instances < wanted) {
    const message = `${subject.instances} instances cannot be in ${wanted} zones`;
    gaps.push({ path: 'spec.instances', message, fix: `run at least ${wanted} instances` });
  } else if (possible < wanted) {
    const message = 'nothing prevents all instances from being in one zone';
    gaps.push({ path: SPREAD, message, fix: SPREAD_FIX });
  }
  return [
    {
      rule: 'objective-zones',
      promise: `the instances are in ${wanted} zones`,
      steps: [
        `${subject.instances} instances: in ${possible} zones if that many have nodes, in ${sure} by the constraints alone`,
      ],
      gaps,
      assumptions: sure >= wanted ? [] : [nodesIn(wanted)],
    },
  ];
}

/** What the loss of any one zone needs, so that a standby is promoted and writes are accepted. */
export function zoneLoss(subject: PromisingCluster): {
  readonly gaps: readonly Gap[];
  readonly assumptions: readonly Assumption[];
} {
  const { sure, possible } = zonesOf(subject);
  if (possible < 2) {
    const message = 'all instances may be in the lost zone';
    return { gaps: [{ path: SPREAD, message, fix: SPREAD_FIX }], assumptions: [] };
  }
  for (let zones = 2; zones <= possible; zones++) {
    if (survives(subject, zones)) return { gaps: [], assumptions: sure >= zones ? [] : [nodesIn(zones)] };
  }
  const { number = 0 } = synchronyOf(subject.cluster) ?? {};
  const left = subject.instances - 2;
  const message = `of ${subject.instances} instances, each in a separate zone, ${left} can acknowledge after the promotion, but commits wait for ${number}`;
  const fix = `run at least ${number + 2} instances in as many zones`;
  return { gaps: [{ path: 'spec.instances', message, fix }], assumptions: [] };
}

/** Whether the loss of the fullest zone, with the primary in it, leaves an instance to promote and standbys to acknowledge. */
function survives(subject: PromisingCluster, zones: number): boolean {
  const { instances } = subject;
  const left = instances - Math.ceil(instances / zones);
  const { number = 0, required = false, failoverQuorum = false } = synchronyOf(subject.cluster) ?? {};
  // CNPG promotes when the standbys it reaches and those that have every commit must overlap: R + W > N.
  const promotes = left >= 1 && (!failoverQuorum || left + number > instances - 1);
  return promotes && (!required || left - 1 >= number);
}

const SPREAD = 'spec.topologySpreadConstraints';
const SPREAD_FIX = "set spread: { across: 'zone', required: true }";

function nodesIn(count: number): Assumption {
  return {
    assumed: `nodes with room for the instances exist in ${count} zones and carry the label ${ZONE}`,
    otherwise:
      'the scheduler spreads over the existing zones: all instances may be in one, and its loss is the loss of the cluster',
  };
}
