import { Kind } from '../../manifests/object/kinds';
import { librariesCarried, preloadedLibraries } from '../../manifests/postgres/extensions';
import { nearest } from '../../values/text/nearest';
import type { Rule } from '../engine/rule';

export const libraryNotCarried: Rule = {
  id: 'library-not-carried',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `PostgreSQL does not start if a file of \`shared_preload_libraries\` is not there: \`FATAL: could not access file "vectors"\`. A library that
is left behind after the image has changed, or a parameter \`pgaudit.…\` on a \`minimal\` image, for which CNPG preloads pgaudit, stops the
first instance that restarts. Of images by others, and of extension images that are not known here, the rule says nothing.`,
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
      // A path of its own may lead to a volume.
      if (carried.has(name) || name.includes('/')) continue;
      const meant = nearest(name, carried);
      const other = meant === undefined ? '' : `write ${meant}, if that is meant; otherwise `;
      report({
        path,
        message: `library "${name}" is preloaded and not in the image: PostgreSQL does not start`,
        fix: `${other}take it out, or take an image that carries ${name}`,
      });
    }
  },
};
