import { writtenTargetTime } from '../../manifests/cnpg/written-target-time';
import { Kind } from '../../manifests/object/kinds';
import { at, text } from '../../manifests/object/manifest';
import { lsnProblem, restorePointProblem, timeProblem, xidProblem } from '../../values/cnpg/recovery-target';
import { attempt } from '../../values/text/invalid-value';
import { Instant } from '../../values/time/instant';
import type { Rule } from '../engine/rule';

const TARGET = 'spec.bootstrap.recovery.recoveryTarget';
const TARGETS = [
  ['targetLSN', 'recovery_target_lsn', lsnProblem, 'correct it: SELECT pg_current_wal_lsn() prints one'],
  ['targetXID', 'recovery_target_xid', xidProblem, 'write the transaction ID in decimal digits'],
  [
    'targetName',
    'recovery_target_name',
    restorePointProblem,
    'name another restore point, or recover to its time or LSN',
  ],
] as const;

export const recoveryTargetRefused: Rule = {
  id: 'recovery-target-refused',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `The operator writes a recovery target into PostgreSQL's configuration between single quotes, unchanged. Its webhook accepts more
than the server does: times that end with \`Z\` after a blank (#9333), the 45th of a month, LSNs of nine digits, names with a quote. The
server then refuses to start or, with a transaction ID that is not a number, never reaches its target: \`FATAL: recovery ended before
configured recovery target was reached\`. In both cases the recovery job fails, is created again and fails again.`,
  docs: 'https://www.postgresql.org/docs/current/runtime-config-wal.html#RUNTIME-CONFIG-WAL-RECOVERY-TARGET',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db-2, namespace: shop}
spec: {bootstrap: {recovery: {source: shop-db, recoveryTarget: {targetTime: "2026-01-02 03:04:05Z"}}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db-2, namespace: shop}
spec: {bootstrap: {recovery: {source: shop-db, recoveryTarget: {targetTime: "2026-01-02 03:04:05.000000+00"}}}}
`,
  check(manifest, { target, report }) {
    for (const [field, parameter, problemOf, fix] of TARGETS) {
      const value = text(at(manifest, `${TARGET}.${field}`)) ?? '';
      const problem = value === '' ? undefined : problemOf(value);
      if (problem === undefined) continue;
      report({ path: `${TARGET}.${field}`, message: `${parameter} ${JSON.stringify(value)} ${problem}`, fix });
    }
    const time = text(at(manifest, `${TARGET}.targetTime`)) ?? '';
    const written = writtenTargetTime(time, target.operator);
    const problem = timeProblem(written);
    // recovery-target-utc reports a Z that the operator itself writes.
    if (problem === undefined || (written !== time && written.endsWith('Z'))) return;
    const same = attempt(() => Instant.parse(time).toPostgres()) ?? '2026-01-02 03:04:05.000000+00';
    report({
      path: `${TARGET}.targetTime`,
      message: `recovery_target_time '${written}' ${problem}`,
      fix: `write it as PostgreSQL prints it, such as "${same}"`,
    });
  },
};
