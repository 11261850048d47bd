import { Kind } from '../../manifests/object/kinds';
import { at, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const PATH = 'spec.bootstrap.recovery.recoveryTarget.targetTime';
const LOCAL = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?$/;

export const recoveryTargetZone: Rule = {
  id: 'recovery-target-zone',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `A target time without a time zone is accepted. CNPG 1.28.0 and plugins before 0.10 pass it to PostgreSQL, which reads it in the time
zone of the restored cluster; since 1.28.1 (#8937) it means UTC. A recovery that stops hours early or late looks successful.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/recovery/#recovery-targets',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db-2, namespace: shop}
spec: {bootstrap: {recovery: {source: shop-db, recoveryTarget: {targetTime: "2026-01-02 03:04:05"}}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db-2, namespace: shop}
spec: {bootstrap: {recovery: {source: shop-db, recoveryTarget: {targetTime: "2026-01-02 03:04:05.000000+00"}}}}
`,
  check(manifest, { report }) {
    const time = text(at(manifest, PATH)) ?? '';
    if (!LOCAL.test(time)) return;
    report({
      path: PATH,
      message: `"${time}" has no time zone: its meaning depends on the version that reads it`,
      fix: `write "${time.replace(/[Tt]/, ' ')}+00" for UTC, or the offset, such as +02`,
    });
  },
};
