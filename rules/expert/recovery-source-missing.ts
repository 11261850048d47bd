import { Kind } from '../../manifests/object/kinds';
import { at, record } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

const SOURCES = ['source', 'backup', 'volumeSnapshots'];

export const recoverySourceMissing: Rule = {
  id: 'recovery-source-missing',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `A recovery starts from an external cluster, a Backup or volume snapshots. The webhook accepts one that names none of them; the
restore job then fails with "recovery source not specified", in the middle of the disaster.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/recovery/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db-2, namespace: shop}
spec: {bootstrap: {recovery: {database: shop, owner: shop}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db-2, namespace: shop}
spec: {bootstrap: {recovery: {source: shop-db, database: shop, owner: shop}}}
`,
  check(manifest, { report }) {
    const recovery = at(manifest, 'spec.bootstrap.recovery');
    if (typeof recovery !== 'object' || recovery === null) return;
    const fields = record(recovery);
    if (SOURCES.some((source) => fields[source] !== undefined && fields[source] !== null && fields[source] !== ''))
      return;
    report({
      path: 'spec.bootstrap.recovery',
      message: 'the recovery names no source: the restore job fails',
      fix: 'name an entry of externalClusters in source, or a Backup, or volumeSnapshots',
    });
  },
};
