import { externalClustersOf } from '../../manifests/cnpg/external-clusters';
import { Kind } from '../../manifests/object/kinds';
import { at, record, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const externalClusterConnection: Rule = {
  id: 'external-cluster-connection',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `An import and a pg_basebackup connect to their source, so \`externalClusters\` must have an entry for it with
\`connectionParameters\`. For an import the webhook checks neither; the bootstrap job fails at every attempt.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/database_import/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  bootstrap: {initdb: {import: {type: microservice, databases: [shop], source: {externalCluster: old}}}}
  externalClusters: [{name: older, connectionParameters: {host: old.example.com}}]
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  bootstrap: {initdb: {import: {type: microservice, databases: [shop], source: {externalCluster: old}}}}
  externalClusters: [{name: old, connectionParameters: {host: old.example.com}}]
`,
  check(manifest, { report }) {
    const externals = externalClustersOf(manifest);
    for (const path of ['spec.bootstrap.initdb.import.source.externalCluster', 'spec.bootstrap.pg_basebackup.source']) {
      const name = text(at(manifest, path)) ?? '';
      const found = externals.find((external) => external.name === name);
      const isConnected = Object.keys(record(found?.entry.connectionParameters)).length > 0;
      // Admission reports an unknown source of pg_basebackup.
      if (name === '' || isConnected || (found === undefined && path.endsWith('.source'))) continue;
      report({
        path,
        message: found
          ? `external cluster "${name}" has no connectionParameters: the job cannot connect`
          : `there is no external cluster "${name}", only ${externals.map((each) => each.name).join(', ') || 'none'}: the job fails`,
        fix: found ? `add connectionParameters to ${found.path}` : 'add it to externalClusters, or correct the name',
      });
    }
  },
};
