import { type ArchiveFolder, archiveFolderOf } from '../../manifests/cnpg/archives';
import { identityOf } from '../../manifests/object/identity';
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
    const clash = index.derive(clashes).get(manifest);
    if (clash === undefined) return;
    const { first, archive } = clash;
    report({
      path: archive.path,
      message: `Cluster ${namespaceOf(first)}/${first.metadata.name} archives into the same folder: ${archive.location}, server name ${archive.serverName}`,
      fix: 'give each Cluster its own server name or destination path',
    });
  },
};

interface Clash {
  /** The other Cluster, which comes first. */
  readonly first: Manifest;
  readonly archive: ArchiveFolder;
}

/** The Clusters that archive where one before them does. */
function clashes(index: Index): ReadonlyMap<Manifest, Clash> {
  const firsts = new Map<string, Manifest>();
  const found = new Map<Manifest, Clash>();
  for (const cluster of index.all(Kind.CLUSTER)) {
    const archive = archiveFolderOf(cluster, index);
    if (archive === undefined) continue;
    const folder = `${archive.location}\n${archive.serverName}`;
    const first = firsts.get(folder);
    if (first === undefined) firsts.set(folder, cluster);
    // The same Cluster in two files, for two environments, is not another one.
    else if (identityOf(first) !== identityOf(cluster)) found.set(cluster, { first, archive });
  }
  return found;
}
