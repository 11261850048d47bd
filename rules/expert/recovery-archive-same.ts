import { archiveFolderOf, sourceFolderOf } from '../../manifests/cnpg/archives';
import { externalClustersOf } from '../../manifests/cnpg/external-clusters';
import { Kind } from '../../manifests/object/kinds';
import { at, record, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const recoveryArchiveSame: Rule = {
  id: 'recovery-archive-same',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `A recovered Cluster starts a new timeline and must not archive into the folder from which it was restored. The check for an empty
archive stops it ("Expected empty archive"). If that check is skipped, it mixes its WAL with that of the source, and neither can be
restored. The folder is the destination path together with the server name.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/recovery/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  bootstrap: {recovery: {source: before}}
  plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: {barmanObjectName: backups}}]
  externalClusters:
  - name: before
    plugin: {name: barman-cloud.cloudnative-pg.io, parameters: {barmanObjectName: backups, serverName: shop-db}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  bootstrap: {recovery: {source: before}}
  plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: {barmanObjectName: backups, serverName: shop-db-2}}]
  externalClusters:
  - name: before
    plugin: {name: barman-cloud.cloudnative-pg.io, parameters: {barmanObjectName: backups, serverName: shop-db}}
`,
  check(manifest, { index, report }) {
    // emergency-annotation reports an operator check that is switched off.
    if (record(manifest.metadata.annotations)['cnpg.io/skipEmptyWalArchiveCheck'] === 'enabled') return;
    const name = text(at(manifest, 'spec.bootstrap.recovery.source'));
    const source = externalClustersOf(manifest).find((entry) => entry.name === name);
    const from = source && sourceFolderOf(source, manifest, index);
    const to = archiveFolderOf(manifest, index);
    if (!from || !to || from.location !== to.location || from.serverName !== to.serverName) return;
    report({
      path: to.path,
      message: `it is restored from ${from.location}, server name ${from.serverName}, and would archive into the same folder`,
      fix: `set another server name for the archive, such as ${to.serverName}-2`,
    });
  },
};
