import { majorOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import { unsupportedBy } from '../../manifests/releases/operator-releases';
import type { Rule } from '../engine/rule';

export const operatorSupport: Rule = {
  id: 'operator-support',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `Each minor of CNPG is made and tested for a range of Kubernetes and PostgreSQL versions. It accepts others, and nobody has tried
them: a new major of PostgreSQL may have dropped a parameter that the operator sets, or a new Kubernetes an API that it calls.`,
  docs: 'https://cloudnative-pg.io/documentation/current/supported_releases/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {imageName: "ghcr.io/cloudnative-pg/postgresql:19.0-standard-trixie"}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {imageName: "ghcr.io/cloudnative-pg/postgresql:18.4-standard-trixie"}
`,
  check(manifest, { target: { operator, kubernetes }, report }) {
    const major = majorOf(manifest);
    const majors = major === undefined ? undefined : unsupportedBy(operator, 'postgres', String(major));
    if (majors !== undefined) {
      report({
        path: at(manifest, 'spec.imageCatalogRef') === undefined ? 'spec.imageName' : 'spec.imageCatalogRef.major',
        message: `CloudNativePG ${operator} supports PostgreSQL ${majors}, and this is ${major}`,
        fix: 'use one of them, or an operator that supports this one',
      });
    }
    const minors = unsupportedBy(operator, 'kubernetes', kubernetes);
    if (minors === undefined) return;
    report({
      path: 'apiVersion',
      message: `CloudNativePG ${operator} supports Kubernetes ${minors}, and the target is ${kubernetes}`,
      fix: 'upgrade the one that is older',
    });
  },
};
