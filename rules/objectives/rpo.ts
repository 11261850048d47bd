import { archiveFolderOf } from '../../manifests/cnpg/archives';
import { baseBackupsOf, isDisposable } from '../../manifests/cnpg/backups';
import { synchronyOf } from '../../manifests/cnpg/cluster-traits';
import { isOff, PARAMETERS, parameterOf } from '../../manifests/postgres/server-parameters';
import { alone, type Claim, contradiction, type Gap } from './claim';
import { type PromisingCluster, parameterSeconds, s } from './promising-cluster';

/** A standby takes over: it has what was committed synchronously. */
export function rpoFailover(subject: PromisingCluster): Claim[] {
  const limit = subject.objectives.rpo?.failover?.toSeconds();
  if (limit === undefined) return [];
  const synchrony = synchronyOf(subject.cluster);
  const waits = parameterOf(subject.cluster, 'synchronous_commit') ?? 'on';
  const standbys = subject.instances - 1;
  const gaps: Gap[] = [];
  if (standbys < 1) gaps.push(alone('no standby has a copy'));
  if (synchrony === undefined || !synchrony.required) {
    gaps.push({
      path: 'spec.postgresql.synchronous',
      message:
        synchrony === undefined
          ? 'commits wait for no standby: how far standbys lag has no bound'
          : 'dataDurability "preferred" continues without a standby, and what is then committed is lost with the primary',
      fix: "set synchronous: { method: 'any', number: 1, dataDurability: 'required' }",
    });
  }
  if (isOff(waits) || waits.toLowerCase() === 'local') {
    const message = `synchronous_commit "${waits}" acknowledges commits that no standby has`;
    gaps.push({ path: `${PARAMETERS}.synchronous_commit`, message, fix: 'delete the parameter: on is the default' });
  }
  const everywhere = synchrony !== undefined && (synchrony.failoverQuorum || synchrony.number >= standbys);
  return [
    {
      rule: 'objective-rpo-failover',
      promise: `a failover loses at most ${s(limit)} of acknowledged work`,
      steps: [
        `${synchrony?.number ?? 0} of ${standbys} standbys must have a commit before it is acknowledged`,
        everywhere
          ? 'only a standby that certainly has every acknowledged commit is promoted'
          : 'the most advanced reachable standby is promoted',
      ],
      gaps,
      assumptions: [
        {
          assumed: 'no session, role or database sets synchronous_commit to off or local, which every client may do',
          otherwise: 'what such a session commits is acknowledged before any standby has it, and lost with the primary',
        },
        ...(everywhere
          ? []
          : [
              {
                assumed: 'every standby that may have the last commit is reachable when the primary is lost',
                otherwise:
                  'a standby without it is promoted, and the commit is lost; failoverQuorum: true waits instead',
              },
            ]),
      ],
    },
  ];
}

/** Instances and volumes are gone: only the archive remains. */
export function rpoDisaster(subject: PromisingCluster): Claim[] {
  const limit = subject.objectives.rpo?.disaster?.toSeconds();
  if (limit === undefined) return [];
  const { walUpload } = subject.platform;
  const timeout = parameterSeconds(subject, 'archive_timeout') ?? 0;
  const total = timeout + walUpload;
  const gaps: Gap[] = contradiction(isDisposable(subject.cluster));
  if (archiveFolderOf(subject.cluster, subject.index) === undefined) {
    gaps.push({
      path: 'spec.plugins',
      message: 'nothing archives WAL: all is lost with the volumes',
      fix: 'add an `archive` to the cluster',
    });
  }
  if (baseBackupsOf(subject.cluster, subject.index).length === 0) {
    gaps.push({
      path: null,
      message:
        'no active ScheduledBackup takes base backups: WAL alone restores nothing, so all is lost with the volumes',
      fix: "call cluster.addScheduledBackup('Daily', …)",
    });
  }
  const path = `${PARAMETERS}.archive_timeout`;
  if (timeout === 0) {
    const message = 'archive_timeout is off: a segment that never fills is never archived';
    gaps.push({ path, message, fix: `set it to ${s(Math.max(1, limit - walUpload))}` });
  } else if (total > limit) {
    const least = limit - walUpload;
    gaps.push({
      path,
      message: `${s(timeout)} until a segment is closed and ${s(walUpload)} until it is uploaded take ${s(total)}, more than ${s(limit)}`,
      fix: least >= 1 ? `set archive_timeout to at most ${s(least)}` : `promise at least ${s(total)}`,
    });
  }
  return [
    {
      rule: 'objective-rpo-disaster',
      promise: `the loss of all instances and volumes loses at most ${s(limit)} of work`,
      steps: [
        `archive_timeout ${s(timeout)} + upload of the last segment ${s(walUpload)} = ${s(total)}, promised ${s(limit)}`,
      ],
      gaps,
      assumptions: [
        {
          assumed: `WAL archiving works, and a closed segment is in the object store within ${s(walUpload)}`,
          otherwise: 'the loss grows with every minute of failed archiving: alert on it',
        },
      ],
    },
  ];
}
