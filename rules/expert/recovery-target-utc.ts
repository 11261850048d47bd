import { writtenTargetTime } from '../../manifests/cnpg/written-target-time';
import { Kind } from '../../manifests/object/kinds';
import { at, text } from '../../manifests/object/manifest';
import { operatorName } from '../../values/cnpg/target';
import { attempt } from '../../values/text/invalid-value';
import { Instant } from '../../values/time/instant';
import type { Rule } from '../engine/rule';

const PATH = 'spec.bootstrap.recovery.recoveryTarget.targetTime';

export const recoveryTargetUtc: Rule = {
  id: 'recovery-target-utc',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  operator: '<1.28.1',
  why: `The API server and the webhook accept a target time in RFC 3339. Operators before 1.28.1 print it in PostgreSQL's configuration with
\`Z\` if it is in UTC, even if it was written with \`+00:00\`. PostgreSQL reads \`recovery_target_time\` before its time zone abbreviations,
and \`Z\` is one of them: \`FATAL: invalid value for parameter "recovery_target_time"\` (#10819). The recovery job fails, is created again
and fails again. Anything that is not RFC 3339 is passed on unchanged, so PostgreSQL's own form with a numeric zone works with every
operator.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/recovery/#recovery-targets',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db-2, namespace: shop}
spec: {bootstrap: {recovery: {source: shop-db, recoveryTarget: {targetTime: "2026-01-02T03:04:05Z"}}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db-2, namespace: shop}
spec: {bootstrap: {recovery: {source: shop-db, recoveryTarget: {targetTime: "2026-01-02 03:04:05.000000+00"}}}}
`,
  exampleTarget: { operator: '1.28.0' },
  check(manifest, { target, report }) {
    const time = text(at(manifest, PATH)) ?? '';
    const written = writtenTargetTime(time, target.operator);
    if (written === time || !written.endsWith('Z')) return;
    const same = attempt(() => Instant.parse(time).toPostgres()) ?? written.replace(/Z$/, '+00');
    report({
      path: PATH,
      message: `${operatorName(target)} writes "${time}" as recovery_target_time = '${written}', which PostgreSQL refuses: the recovery job fails at every attempt`,
      fix: `write "${same}", which every operator passes on unchanged`,
    });
  },
};
