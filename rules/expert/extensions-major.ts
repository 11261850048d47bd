import { majorOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { at, list } from '../../manifests/object/manifest';
import { satisfies } from '../../values/cnpg/version';
import type { Rule } from '../engine/rule';

export const extensionsMajor: Rule = {
  id: 'extensions-major',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `Extensions from their own images need \`extension_control_path\`, available since PostgreSQL 18, and image volumes, available since
Kubernetes 1.33. Without the first PostgreSQL does not start; without the second the pods are refused.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/imagevolume_extensions/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:17.7-minimal-trixie
  postgresql: {extensions: [{name: pgvector, image: {reference: "ghcr.io/cloudnative-pg/pgvector:0.8.1"}}]}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:18.1-minimal-trixie
  postgresql: {extensions: [{name: pgvector, image: {reference: "ghcr.io/cloudnative-pg/pgvector:0.8.1"}}]}
`,
  check(manifest, { target, report }) {
    if (list(at(manifest, 'spec.postgresql.extensions')).length === 0) return;
    const major = majorOf(manifest);
    const isOld = major !== undefined && major < 18;
    if (!isOld && !satisfies(target.kubernetes, '<1.33')) return;
    report({
      path: 'spec.postgresql.extensions',
      message: isOld
        ? `PostgreSQL ${major} has no extension_control_path, which is new in 18: it would not start`
        : `Kubernetes ${target.kubernetes} has no image volumes: the pods are refused`,
      fix: 'use PostgreSQL 18 and Kubernetes 1.33 with ImageVolume, or an image that contains the extension',
    });
  },
};
