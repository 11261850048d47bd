import { Kind } from '../../manifests/object/kinds';
import { groupKindOf } from '../../manifests/object/manifest';
import { clusterOf } from '../../manifests/object/references';
import { extensionsCarried, extensionsOf } from '../../manifests/postgres/extensions';
import { nearest } from '../../values/text/nearest';
import type { Rule } from '../engine/rule';

export const extensionNotCarried: Rule = {
  id: 'extension-not-carried',
  severity: 'error',
  kinds: [Kind.CLUSTER, Kind.DATABASE],
  why: `CREATE EXTENSION reads files that must be in the image. Where they are not, the Database says \`applied: false\` in its status and nowhere
else, and SQL of the bootstrap ends the initdb job with an error, again and again. CNPG's \`minimal\` images carry PostgreSQL with its
contrib extensions, \`standard\` and \`system\` pgaudit and pgvector (\`vector\`) beside them, \`postgis\` those of PostGIS. Of images by others,
and of extension images that are not known here, the rule says nothing.`,
  docs: 'https://github.com/cloudnative-pg/postgres-containers#image-types',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {imageName: "ghcr.io/cloudnative-pg/postgresql:17.7-minimal-trixie"}
---
apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: {name: search, namespace: shop}
spec: {name: search, owner: shop, cluster: {name: shop-db}, extensions: [{name: vector}]}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {imageName: "ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie"}
---
apiVersion: postgresql.cnpg.io/v1
kind: Database
metadata: {name: search, namespace: shop}
spec: {name: search, owner: shop, cluster: {name: shop-db}, extensions: [{name: vector}]}
`,
  check(manifest, { index, report }) {
    const cluster = groupKindOf(manifest) === Kind.CLUSTER ? manifest : clusterOf(manifest, index);
    const carried = cluster && extensionsCarried(cluster, index);
    if (carried === undefined) return;
    for (const { name, path } of extensionsOf(manifest, index)) {
      if (carried.has(name)) continue;
      const meant = ALIASES[name] ?? nearest(name, carried);
      report({
        path,
        message: `the image of Cluster ${cluster?.metadata.name} does not carry extension "${name}": CREATE EXTENSION fails`,
        fix:
          meant !== undefined && carried.has(meant)
            ? `write ${meant}, if that is meant`
            : `take an image that carries ${name}, or mount it with spec.postgresql.extensions (PostgreSQL 18)`,
      });
    }
  },
};

/** Projects that call their extension otherwise. */
const ALIASES: Readonly<Record<string, string>> = { pgvector: 'vector', uuid: 'uuid-ossp', uuid_ossp: 'uuid-ossp' };
