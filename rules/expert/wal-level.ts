import { Kind } from '../../manifests/object/kinds';
import { givenParameters, PARAMETERS } from '../../manifests/postgres/server-parameters';
import type { Rule } from '../engine/rule';

export const walLevel: Rule = {
  id: 'wal-level',
  severity: 'info',
  kinds: [Kind.CLUSTER],
  why: `CNPG sets \`wal_level: logical\`. A lower level saves a little WAL and rules out logical replication: no Publication, no change data
capture, no major upgrade by subscription. Setting it back restarts all instances.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/postgresql_conf/#the-postgresql-section',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {postgresql: {parameters: {wal_level: replica}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {postgresql: {parameters: {work_mem: 8MB}}}
`,
  check(manifest, { report }) {
    const level = givenParameters(manifest).wal_level?.toLowerCase();
    if (level !== 'replica' && level !== 'minimal') return;
    report({
      path: `${PARAMETERS}.wal_level`,
      message: `wal_level ${level} is below CNPG's default, logical: publications and upgrades by subscription are impossible`,
      fix: 'delete wal_level',
    });
  },
};
