import { majorOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import { POSTGRES_RELEASES } from '../../manifests/releases/postgres-releases';
import { POSTGRES_MAJORS } from '../../values/cnpg/image';
import type { Rule } from '../engine/rule';

const DAY = 86_400_000;

export const postgresEndOfLife: Rule = {
  id: 'postgres-end-of-life',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `A major version of PostgreSQL gets fixes for five years and none after that, not even for vulnerabilities that expose data. An
upgrade to a new major is an outage and starts a new series of backups, so plan it.`,
  docs: 'https://www.postgresql.org/support/versioning/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {imageName: "ghcr.io/cloudnative-pg/postgresql:13.22"}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {imageName: "ghcr.io/cloudnative-pg/postgresql:17.7"}
`,
  check(manifest, { now, report }) {
    const major = majorOf(manifest);
    const { supportedUntil } = POSTGRES_RELEASES.find((release) => release.major === major) ?? {};
    if (supportedUntil === undefined || now.getTime() < Date.parse(supportedUntil) + DAY) return;
    report({
      path: at(manifest, 'spec.imageCatalogRef') === undefined ? 'spec.imageName' : 'spec.imageCatalogRef.major',
      message: `PostgreSQL ${major} has had no fixes since ${supportedUntil}`,
      fix: `plan the upgrade to PostgreSQL ${POSTGRES_MAJORS.at(-1)}`,
    });
  },
};
