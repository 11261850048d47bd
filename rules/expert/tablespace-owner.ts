import { knownRolesOf } from '../../manifests/cnpg/bootstrap';
import { Kind } from '../../manifests/object/kinds';
import { at, list, text } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const tablespaceOwner: Rule = {
  id: 'tablespace-owner',
  severity: 'warning',
  misses: 'reference',
  kinds: [Kind.CLUSTER],
  why: `The owner of a tablespace must be a role of the Cluster. CNPG does not create it: the volume exists and is mounted, but the
tablespace stays in an error that is retried forever.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/tablespaces/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {tablespaces: [{name: fast, owner: {name: auditor}, storage: {size: 10Gi}}]}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  managed: {roles: [{name: auditor}]}
  tablespaces: [{name: fast, owner: {name: auditor}, storage: {size: 10Gi}}]
`,
  check(manifest, { index, report }) {
    const tablespaces = list(at(manifest, 'spec.tablespaces'));
    const roles = tablespaces.length === 0 ? undefined : knownRolesOf(manifest, index);
    for (const [position, tablespace] of tablespaces.entries()) {
      const owner = text(at(tablespace, 'owner.name')) ?? '';
      if (roles === undefined || owner === '' || roles.has(owner)) continue;
      report({
        path: `spec.tablespaces[${position}].owner.name`,
        message: `"${owner}" is not a role of this Cluster and cannot own a tablespace`,
        fix: `add ${owner} to managed.roles, or correct the name`,
      });
    }
  },
};
