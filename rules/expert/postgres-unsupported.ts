import { imageOf } from '../../manifests/cnpg/cluster-image';
import { majorOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import { targetRelease } from '../../manifests/releases/operator-releases';
import { ImageReference } from '../../values/cnpg/image';
import { readImageTag } from '../../values/cnpg/image-tag';
import { attempt } from '../../values/text/invalid-value';
import type { Rule } from '../engine/rule';

export const postgresUnsupported: Rule = {
  id: 'postgres-unsupported',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `Each minor of the operator is tested with the majors of PostgreSQL that were out when it was released. The webhook has no upper limit
and accepts a newer one, so nothing says that nobody has tried it: replication, upgrades, the metrics and the fixed parameters may not fit, and
the project does not help. A data directory cannot go back to an older major.`,
  docs: 'https://cloudnative-pg.io/documentation/current/supported_releases/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {imageName: "ghcr.io/cloudnative-pg/postgresql:19.0-standard-trixie"}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {imageName: "ghcr.io/cloudnative-pg/postgresql:18.1-standard-trixie"}
`,
  check(manifest, { index, target, report }) {
    const major = majorOf(manifest);
    const { operator, postgres } = targetRelease(target) ?? {};
    // Of an operator that is newer than the table, or older, nothing is known.
    if (major === undefined || postgres === undefined || major <= postgres[1]) return;
    const tag = attempt(() => ImageReference.parse(imageOf(manifest, index) ?? ''))?.tag ?? '';
    // Another rule tells what a beta may cost.
    if (readImageTag(tag).preRelease !== undefined) return;
    const [oldest, newest] = postgres;
    report({
      path: at(manifest, 'spec.imageCatalogRef') === undefined ? 'spec.imageName' : 'spec.imageCatalogRef.major',
      message: `PostgreSQL ${major} is accepted, but CloudNativePG ${operator} supports ${oldest} to ${newest} only`,
      fix: `use PostgreSQL ${newest}, or an operator that supports ${major}`,
    });
  },
};
