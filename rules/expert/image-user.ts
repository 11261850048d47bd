import { applicationDatabaseOf } from '../../manifests/cnpg/bootstrap';
import { imageOf, imagePathOf } from '../../manifests/cnpg/cluster-image';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import { ImageReference } from '../../values/cnpg/image';
import { attempt } from '../../values/text/invalid-value';
import type { Rule } from '../engine/rule';

/** Images for Docker, by the end of their name, and the user id of PostgreSQL in them: Debian's and Alpine's. */
const PUBLISHED = /(?:^docker\.io|\/library|\/docker)\/(?:library\/)?(?:postgres|postgis\/postgis|pgvector\/pgvector)$/;
const BITNAMI = /\/bitnami(?:legacy|secure)?\/postgresql(?:-repmgr)?$/;
const CNPG_USER = 26;

export const imageUser: Rule = {
  id: 'image-user',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `CNPG runs the image with its own entry point as user 26. In the images for Docker (\`postgres\`, \`postgis/postgis\`,
\`pgvector/pgvector\`) the user postgres is 999, or 70 on Alpine, and Bitnami's have no such user. initdb fails with "could not look up
effective user ID 26: user does not exist", and the Cluster never starts. These images also lack pgaudit and the other extensions of CNPG's
images.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/container_images/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {imageName: "postgres:17.7"}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {imageName: "ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie"}
`,
  check(manifest, { index, report }) {
    const image = imageOf(manifest, index) ?? '';
    const { name, tag = '', postgres } = attempt(() => ImageReference.parse(image)) ?? { name: '' };
    const given = at(manifest, 'spec.postgresUID') ?? CNPG_USER;
    const isBitnami = BITNAMI.test(name);
    const own = tag.includes('alpine') ? 70 : 999;
    if (!isBitnami && (!PUBLISHED.test(name) || given === own)) return;
    // Only initdb looks up the user; other bootstrap methods may work.
    if (applicationDatabaseOf(manifest).method !== 'initdb') return;
    const who = isBitnami ? 'has no user at all' : `has PostgreSQL's user as ${own}`;
    const otherwise = isBitnami ? '' : `, or set postgresUID and postgresGID to ${own}, on a new Cluster`;
    report({
      path: imagePathOf(manifest),
      message: `"${image}" is not built for CNPG: it ${who}, and initdb fails as user ${given}`,
      fix: `use ghcr.io/cloudnative-pg/postgresql${postgres ? `:${postgres.major}.${postgres.minor ?? '<minor>'}` : ''}, or an image based on it${otherwise}`,
    });
  },
};
