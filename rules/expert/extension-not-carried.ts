import { Kind } from '../../manifests/object/kinds';
import { groupKindOf } from '../../manifests/object/manifest';
import { clusterOf } from '../../manifests/object/references';
import { extensionsCarried, extensionsOf, librariesCarried } from '../../manifests/postgres/extensions';
import { nearest } from '../../values/text/nearest';
import type { Rule } from '../engine/rule';

export const extensionNotCarried: Rule = {
  id: 'extension-not-carried',
  severity: 'error',
  kinds: [Kind.CLUSTER, Kind.DATABASE],
  why: `\`CREATE EXTENSION\` reads files that must be in the image. If they are missing, the Database reports \`applied: false\` in its
status and nowhere else, and bootstrap SQL fails the initdb job at every attempt. CNPG's \`minimal\` images contain PostgreSQL with its
contrib extensions, \`standard\` and \`system\` add pgaudit and pgvector (\`vector\`), and \`postgis\` adds PostGIS. The rule skips images
of other publishers and unknown extension images.`,
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
    if (cluster === undefined || carried === undefined) return;
    const libraries = librariesCarried(cluster, index);
    for (const { name, path } of extensionsOf(manifest, index)) {
      if (carried.has(name)) continue;
      if (libraries?.has(name)) {
        const message = `"${name}" is a library and no extension: CREATE EXTENSION fails`;
        report({ path, message, fix: `take it out here; spec.postgresql.shared_preload_libraries loads it` });
        continue;
      }
      const meant = ALIASES[name] ?? nearest(name, carried);
      report({
        path,
        message: `the image of Cluster ${cluster.metadata.name} does not contain extension "${name}": CREATE EXTENSION fails`,
        fix:
          meant !== undefined && carried.has(meant)
            ? `write ${meant}, if that is meant`
            : `use an image that contains ${name}, or mount it with spec.postgresql.extensions (PostgreSQL 18)`,
      });
    }
  },
};

/** Projects with an extension of another name. */
const ALIASES: Readonly<Record<string, string>> = { pgvector: 'vector', uuid: 'uuid-ossp', uuid_ossp: 'uuid-ossp' };
