import { archiveFolderOf, sourceFolderOf } from '../../manifests/cnpg/archives';
import { externalClustersOf } from '../../manifests/cnpg/external-clusters';
import { Kind } from '../../manifests/object/kinds';
import { at, type Manifest, namespaceOf, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const replicaSourceArchive: Rule = {
  id: 'replica-source-archive',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `One site of a distributed topology follows the other by its archive. If the other one archives under a new server name, after a
major upgrade for example, and the entry in \`externalClusters\` still has the old one, nothing arrives there any more: the site falls
behind without a word, and a promotion loses everything since then.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/replica_cluster/#distributed-topology',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: north, namespace: shop}
spec:
  plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: {barmanObjectName: north, serverName: north-v18}}]
  replica: {primary: north, source: south}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: south, namespace: shop}
spec:
  replica: {primary: north, source: north}
  externalClusters:
  - {name: north, plugin: {name: barman-cloud.cloudnative-pg.io, parameters: {barmanObjectName: north, serverName: north}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: north, namespace: shop}
spec:
  plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: {barmanObjectName: north, serverName: north-v18}}]
  replica: {primary: north, source: south}
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: south, namespace: shop}
spec:
  replica: {primary: north, source: north}
  externalClusters:
  - {name: north, plugin: {name: barman-cloud.cloudnative-pg.io, parameters: {barmanObjectName: north, serverName: north-v18}}}
`,
  check(manifest, { index, report }) {
    const [primary, name] = ['primary', 'source'].map((field) => text(at(manifest, `spec.replica.${field}`)));
    const entry = externalClustersOf(manifest).find((each) => each.name === name);
    const read = entry && sourceFolderOf(entry, manifest, index);
    if (read === undefined || primary === undefined) return;
    for (const other of index.all(Kind.CLUSTER)) {
      if (other === manifest || text(at(other, 'spec.replica.primary')) !== primary || selfOf(other) !== name) continue;
      const written = archiveFolderOf(other, index);
      // Another destination path may be the same bucket by another address.
      if (written === undefined || written.location !== read.location || written.serverName === read.serverName)
        continue;
      report({
        path: `${read.path}.serverName`,
        message: `it follows the archive "${read.serverName}", and Cluster ${namespaceOf(other)}/${name} archives as "${written.serverName}" there: nothing new arrives`,
        fix: `write serverName: ${written.serverName}; a site of an older major cannot follow, and is made anew with a server name of its own`,
      });
    }
  },
};

function selfOf(cluster: Manifest): string {
  return text(at(cluster, 'spec.replica.self')) || String(cluster.metadata.name);
}
