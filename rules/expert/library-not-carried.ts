import { Kind } from '../../manifests/object/kinds';
import { librariesCarried, preloadedLibraries } from '../../manifests/postgres/extensions';
import { nearest } from '../../values/text/nearest';
import type { Rule } from '../engine/rule';

export const libraryNotCarried: Rule = {
  id: 'library-not-carried',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `PostgreSQL does not start if a file of \`shared_preload_libraries\` is missing: \`FATAL: could not access file "vectors"\`. A
library that is left in the list after the image changed stops the first instance that restarts. So does a parameter \`pgaudit.…\` on a
\`minimal\` image, because CNPG preloads pgaudit for it. The rule skips images of other publishers and unknown extension images.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/postgresql_conf/#shared-preload-libraries',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie
  postgresql: {shared_preload_libraries: [vectors.so]}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie
  postgresql: {shared_preload_libraries: [auto_explain]}
`,
  check(manifest, { index, report }) {
    const carried = librariesCarried(manifest, index);
    if (carried === undefined) return;
    for (const { name, path } of preloadedLibraries(manifest)) {
      // A path may lead to a volume.
      if (carried.has(name) || name.includes('/')) continue;
      const meant = nearest(name, carried);
      const other = meant === undefined ? '' : `write ${meant}, if that is meant; otherwise `;
      report({
        path,
        message: `library "${name}" is preloaded but not in the image: PostgreSQL does not start`,
        fix: `${other}remove it, or use an image that contains ${name}`,
      });
    }
  },
};
