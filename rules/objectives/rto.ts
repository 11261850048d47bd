import { at } from '../../manifests/object/manifest';
import { operatorName } from '../../values/cnpg/target';
import { satisfies } from '../../values/cnpg/version';
import type { Objectives } from '../../values/declarations/objectives';
import { type Assumption, alone, type Claim, type Gap } from './claim';
import { MEASURED, type Setting, UNREACHABLE_FIXED_IN } from './measurements';
import { nodeMonitor, operatorGaps, operatorZones } from './node-monitor';
import type { ObjectiveRule } from './objective-entries';
import { outageOf } from './outage';
import { pluginAssumptions, pluginGaps } from './plugin-gaps';
import { leaseWait } from './primary-lease';
import { evenSpread, HOST, isApart, type PromisingCluster, s, secondsAt, ZONE } from './promising-cluster';
import { restoreAssumptions, restoreSeconds, restoreSteps } from './restore-calls';
import { restoreGap } from './restore-gap';
import { unacknowledged } from './unacknowledged';
import { zoneLoss } from './zones';

type Fault = keyof NonNullable<Objectives['rto']>;
type NodeFault = Exclude<Fault, 'podLoss'>;

const RULES: Readonly<Record<NodeFault, readonly [rule: ObjectiveRule, event: string]>> = {
  nodeLoss: ['objective-rto-node-loss', "the primary's node loses power"],
  zoneLoss: ['objective-rto-zone-loss', "the primary's zone loses power"],
  partition: ['objective-rto-partition', "the primary's node is cut off from the network"],
};

const SETTINGS: Readonly<Record<Setting, string>> = {
  A: "net.ipv4.tcp_retries2=3 in the operator's pod",
  B: "parameter wal_retrieve_retry_interval '1s'",
  C: 'tolerations of node.kubernetes.io/unreachable and not-ready, NoExecute, for 0 s',
  D: 'STANDBY_TCP_USER_TIMEOUT "2000" in the configuration of the operator',
  E: 'a second operator replica',
};

/** The pod of the primary is deleted: its shutdown waits for clients, then a standby is promoted. */
export function rtoPodLoss(subject: PromisingCluster): Claim[] {
  const limit = limitOf(subject, 'podLoss');
  if (limit === undefined) return [];
  const stop = secondsAt(subject, 'spec.stopDelay', 1800);
  const wait = Math.min(secondsAt(subject, 'spec.smartShutdownTimeout', 180), stop);
  const delay = secondsAt(subject, 'spec.failoverDelay', 0);
  const rest = MEASURED.SHUTDOWN_AND_PROMOTION;
  const restore = restoreSeconds(subject);
  const { released } = leaseWait(subject);
  const total = wait + delay + released + rest + restore;
  const event = "the primary's pod is deleted";
  const gaps = subject.instances < 2 ? [alone('no standby can take over')] : unacknowledged(subject);
  if (total - restore > limit) {
    const what = 'smartShutdownTimeout and failoverDelay';
    gaps.push(tooLong('spec.smartShutdownTimeout', total, limit, limit - released - rest - restore, what));
  } else if (total > limit) gaps.push(restoreGap(subject, event, total, limit));
  return [
    {
      rule: 'objective-rto-pod-loss',
      promise: `writes resume within ${s(limit)} after ${event}`,
      steps: [
        ...restoreSteps(subject),
        `smartShutdownTimeout ${s(wait)} + failoverDelay ${s(delay)}${released === 0 ? '' : ` + a look at the released lease ${s(released)}`} + fast shutdown, promotion and switch of the service ${s(rest)} (measured)${plus(restore)} = ${s(total)}, promised ${s(limit)}`,
      ],
      gaps,
      assumptions: [
        {
          assumed: 'the fast shutdown takes no longer than measured',
          otherwise: `one that hangs (a large checkpoint, an unreachable archive) lasts until stopDelay, ${s(stop)}`,
        },
        {
          assumed: 'the primary dies and does not hang',
          otherwise: `a primary that hangs is noticed by its readiness probe, ${s(readinessSeconds(subject))} later`,
        },
        ...restoreAssumptions(subject),
      ],
    },
  ];
}

export function rtoNodeLoss(subject: PromisingCluster): Claim[] {
  return afterNodeFault(subject, 'nodeLoss', unacknowledged(subject));
}

export function rtoZoneLoss(subject: PromisingCluster): Claim[] {
  const { gaps, assumptions } = zoneLoss(subject);
  const controlPlane = {
    assumed: 'the control plane survives the loss of any one zone',
    otherwise: 'the fault is not noticed and no instance is promoted until it is back',
  };
  return afterNodeFault(subject, 'zoneLoss', gaps, [...assumptions, ...operatorZones(subject), controlPlane]);
}

export function rtoPartition(subject: PromisingCluster): Claim[] {
  const path = 'spec.probes.liveness.isolationCheck.enabled';
  const gaps = unacknowledged(subject);
  if (at(subject.cluster, path) !== false) return afterNodeFault(subject, 'partition', gaps);
  const message =
    'with isolationCheck off, an isolated primary continues, and what clients on its side write is lost later';
  return afterNodeFault(subject, 'partition', [...gaps, { path, message, fix: 'delete it: on is the default' }]);
}

function afterNodeFault(
  subject: PromisingCluster,
  fault: NodeFault,
  more: readonly Gap[] = [],
  also: readonly Assumption[] = [],
): Claim[] {
  const limit = limitOf(subject, fault);
  if (limit === undefined) return [];
  const [rule, event] = RULES[fault];
  const { detection, failoverDelay, lease, promotion, restore, total, settings, missing } = outageOf(
    subject,
    fault === 'partition' ? 'partition' : 'nodeLoss',
  );
  const { gracePeriod, monitorPeriod } = subject.platform;
  const measured = settings.length === 0 ? 'measured' : `measured with settings ${settings.join('')}`;
  const gaps = [...common(subject), ...more];
  if (total - restore > limit) {
    const more = [...lease.shorter, ...missing.map((setting) => SETTINGS[setting])];
    const lacking = more.length === 0 ? '' : `, or add: ${more.join('; ')}`;
    const rest = lease.lost + promotion + restore;
    gaps.push(tooLong(null, total, limit, limit - rest, 'detection and failoverDelay', lacking));
  } else if (total > limit) gaps.push(restoreGap(subject, event, total, limit));
  return [
    {
      rule,
      promise: `writes resume within ${s(limit)} after ${event}`,
      steps: [
        `detection ${s(detection)} (node monitor grace period ${s(gracePeriod)} + period ${s(monitorPeriod)}; the lease of a lost operator runs out meanwhile)`,
        ...restoreSteps(subject),
        `${s(detection)} + failoverDelay ${s(failoverDelay)}${lease.lost === 0 ? '' : ` + ${lease.how}`} + promotion, switch of the service and return of a standby ${s(promotion)} (${measured})${plus(restore)} = ${s(total)}, promised ${s(limit)}`,
      ],
      gaps,
      assumptions: [
        ...nodeMonitor(subject, total - detection),
        ...pluginAssumptions(subject, fault === 'zoneLoss' ? 'zone' : 'node'),
        ...restoreAssumptions(subject),
        ...also,
      ],
    },
  ];
}

/** What every node fault needs. */
function common(subject: PromisingCluster): Gap[] {
  if (subject.instances < 2) return [alone('no standby can take over')];
  const gaps = [...operatorGaps(subject), ...pluginGaps(subject)];
  if (satisfies(subject.target.operator, `<${UNREACHABLE_FIXED_IN}`)) {
    gaps.push({
      rule: 'objective-operator-version',
      path: null,
      message: `${operatorName(subject.target)} can miss that a node is unreachable (#10448) and leave the old primary in the service (#10409)`,
      fix: `run CloudNativePG ${UNREACHABLE_FIXED_IN} or later, and set target.operator`,
    });
  }
  const apart =
    isApart(subject, HOST) ||
    isApart(subject, ZONE) ||
    (evenSpread(subject, HOST)?.minDomains ?? 0) >= subject.instances;
  if (!apart) {
    const message = 'primary and standbys may share a node and are then lost together';
    gaps.push({ path: 'spec.affinity', message, fix: "set antiAffinity: { type: 'required' }" });
  }
  return gaps;
}

function plus(restore: number): string {
  return restore === 0 ? '' : ` + WAL restored ${s(restore)}`;
}

function limitOf({ objectives }: PromisingCluster, fault: Fault): number | undefined {
  return objectives.rto?.[fault]?.toSeconds();
}

function tooLong(path: string | null, total: number, limit: number, allowed: number, what: string, also = ''): Gap {
  const way = allowed > 0 ? `reduce ${what} to ${s(allowed)} in total` : `promise at least ${s(total)}`;
  return {
    path,
    message: `the outage is ${s(total)}, more than the promised ${s(limit)}`,
    fix: `${way}${also}`,
  };
}

function readinessSeconds(subject: PromisingCluster): number {
  const period = secondsAt(subject, 'spec.probes.readiness.periodSeconds', 10);
  return period * secondsAt(subject, 'spec.probes.readiness.failureThreshold', 3);
}
