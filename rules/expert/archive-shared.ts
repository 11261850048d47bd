import { archiveFolderOf } from '../../manifests/cnpg/archives';
import { Kind } from '../../manifests/object/kinds';
import { type Manifest, namespaceOf } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import type { Rule } from '../engine/rule';

export const archiveShared: Rule = {
  id: 'archive-shared',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `Two Clusters with the same destination path and server name write their WAL into one folder. Segments of the same name overwrite
each other or are refused, and the base backups of neither can be restored. The second Cluster often stops at once with "Expected empty
archive", while its status is healthy.`,
  docs: 'https://cloudnative-pg.io/plugin-barman-cloud/docs/usage/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: {barmanObjectName: backups}}]
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db-2, namespace: shop}
spec:
  plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: {barmanObjectName: backups, serverName: shop-db}}]
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: {barmanObjectName: backups}}]
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db-2, namespace: shop}
spec:
  plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: {barmanObjectName: backups}}]
`,
  check(manifest, { index, report }) {
    const archive = archiveFolderOf(manifest, index);
    if (archive === undefined) return;
    const [first] = index.derive(byArchive).get(`${archive.location}\n${archive.serverName}`) ?? [];
    if (first === undefined || first === manifest) return;
    // The same Cluster in two files, for two environments, is not another one.
    if (first.metadata.name === manifest.metadata.name && namespaceOf(first) === namespaceOf(manifest)) return;
    report({
      path: archive.path,
      message: `Cluster ${namespaceOf(first)}/${first.metadata.name} archives into the same folder: ${archive.location}, server name ${archive.serverName}`,
      fix: 'give each Cluster its own server name or destination path',
    });
  },
};

function byArchive(index: Index): ReadonlyMap<string, Manifest[]> {
  const clusters = new Map<string, Manifest[]>();
  for (const cluster of index.all(Kind.CLUSTER)) {
    const archive = archiveFolderOf(cluster, index);
    const key = `${archive?.location}\n${archive?.serverName}`;
    if (archive === undefined) continue;
    const same = clusters.get(key);
    if (same) same.push(cluster);
    else clusters.set(key, [cluster]);
  }
  return clusters;
}
