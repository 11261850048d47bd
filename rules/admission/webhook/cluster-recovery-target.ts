import { show } from '../../../manifests/object/json';
import { isTargetTime } from '../../../values/time/date-time';
import { parseGoInteger } from '../server/go-values';
import { SINCE_1_28_3 } from './since';
import type { ClusterRule } from './webhook-rule';

const TARGET = 'bootstrap.recovery.recoveryTarget';
const LARGEST_XID = 2 ** 32 - 1;
const CONTROL = /[\u0000-\u001f\u007f]/;
const LSN = /^(?:[0-9A-Fa-f]{1,16})\/(?:[0-9A-Fa-f]{1,16})$/;

/** The target of a recovery. */
export const recoveryTargetRules: readonly ClusterRule[] = [
  {
    id: 'cluster-recovery-target-exclusive',
    says: 'A recovery has at most one target',
    on: 'both',
    check(cluster, tell) {
      const texts = ['targetLSN', 'targetName', 'targetXID', 'targetTime'];
      const given = texts.filter((name) => cluster.text(`${TARGET}.${name}`) !== '');
      if (cluster.has(`${TARGET}.targetImmediate`)) given.push('targetImmediate');
      if (given.length > 1) tell(`spec.${TARGET}`, `has ${given.join(' and ')}`, 'keep one of them');
    },
  },
  {
    id: 'cluster-recovery-target-time',
    says: 'targetTime is a PostgreSQL timestamp or RFC 3339',
    on: 'both',
    check(cluster, tell) {
      const time = cluster.text(`${TARGET}.targetTime`);
      if (time === '' || isTargetTime(time)) return;
      tell(`spec.${TARGET}`, `targetTime ${show(time)} is not a time`, 'write it as 2026-01-31 23:59:59.000000+00');
    },
  },
  {
    id: 'cluster-recovery-target-lsn',
    says: 'targetLSN is two hexadecimal numbers with a slash',
    on: 'both',
    check(cluster, tell) {
      const lsn = cluster.text(`${TARGET}.targetLSN`);
      if (lsn === '' || isLsn(lsn)) return;
      tell(`spec.${TARGET}`, `targetLSN ${show(lsn)} is not a log sequence number`, 'write it as 0/3000060');
    },
  },
  {
    id: 'cluster-recovery-target-backup-id',
    says: 'A target other than a time or an LSN needs a backupID',
    on: 'both',
    check(cluster, tell) {
      const byLabel =
        cluster.text(`${TARGET}.targetName`) !== '' ||
        cluster.text(`${TARGET}.targetXID`) !== '' ||
        cluster.has(`${TARGET}.targetImmediate`);
      if (!byLabel || cluster.has('bootstrap.recovery.volumeSnapshots')) return;
      if (cluster.text(`${TARGET}.backupID`) !== '') return;
      const message = 'has no backupID, but a target from which the right backup cannot be found';
      tell(`spec.${TARGET}`, message, 'add backupID');
    },
  },
  {
    id: 'cluster-recovery-target-timeline',
    says: 'targetTLI is latest or a timeline number',
    on: 'both',
    check(cluster, tell) {
      const timeline = cluster.text(`${TARGET}.targetTLI`);
      if (timeline === '' || timeline === 'latest' || (parseGoInteger(timeline) ?? 0n) >= 1n) return;
      tell(`spec.${TARGET}.targetTLI`, `${show(timeline)} is not a timeline`, 'write latest, or a number such as "2"');
    },
  },
  {
    id: 'cluster-recovery-target-xid',
    says: 'targetXID is a transaction number of 32 bits',
    on: 'both',
    operator: SINCE_1_28_3,
    check(cluster, tell) {
      const xid = cluster.text(`${TARGET}.targetXID`);
      if (xid === '' || isXid(xid)) return;
      const fix = `write digits alone, up to ${LARGEST_XID}`;
      tell(`spec.${TARGET}.targetXID`, `${show(xid)} is not a transaction number`, fix);
    },
  },
  {
    id: 'cluster-recovery-target-name-length',
    says: 'targetName has less than 64 bytes',
    on: 'both',
    operator: SINCE_1_28_3,
    check(cluster, tell) {
      const bytes = Buffer.byteLength(cluster.text(`${TARGET}.targetName`));
      if (bytes < 64) return;
      tell(`spec.${TARGET}.targetName`, `has ${bytes} bytes`, 'write the name of a restore point, at most 63 bytes');
    },
  },
  {
    id: 'cluster-recovery-target-name-control',
    says: 'targetName has no control characters',
    on: 'both',
    operator: SINCE_1_28_3,
    check(cluster, tell) {
      const name = cluster.text(`${TARGET}.targetName`);
      if (!CONTROL.test(name)) return;
      tell(`spec.${TARGET}.targetName`, `${show(name)} has a control character`, 'remove line breaks and tabs');
    },
  },
];

/** Go's `strconv.ParseUint` for 32 bits. */
function isXid(text: string): boolean {
  return /^[0-9]+$/.test(text) && Number(text) <= LARGEST_XID;
}

/** Go reads both halves as 64 bits. There may be any number of leading zeros. */
function isLsn(text: string): boolean {
  if (text.length > 512) return false;
  return LSN.test(
    text
      .split('/')
      .map((half) => half.replace(/^0+(?=.)/, ''))
      .join('/'),
  );
}
