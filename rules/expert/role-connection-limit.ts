import { declaredIn, rolesOf } from '../../manifests/cnpg/database-roles';
import type { ManagedRole } from '../../manifests/cnpg/managed-roles';
import { freeConnectionsOf } from '../../manifests/cnpg/pooler';
import { Kind } from '../../manifests/object/kinds';
import type { Rule } from '../engine/rule';

export const roleConnectionLimit: Rule = {
  id: 'role-connection-limit',
  severity: 'info',
  level: 'regulated',
  kinds: [Kind.CLUSTER, Kind.DATABASE_ROLE],
  why: `All roles share \`max_connections\`. If several roles log in, one without a limit can take every connection that is not reserved for
superusers, through a leak or a report that is started a hundred times. Limits with a higher sum promise connections that do not exist.`,
  docs: 'https://www.postgresql.org/docs/current/sql-createrole.html',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  managed:
    roles: [{name: reporting, login: true}, {name: api, login: true, connectionLimit: 60}]
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  managed:
    roles: [{name: reporting, login: true, connectionLimit: 10}, {name: api, login: true, connectionLimit: 60}]
`,
  check(manifest, { index, report }) {
    const { cluster, roles } = declaredIn(manifest, index);
    if (cluster === undefined) return;
    const logins = rolesOf(cluster, index).filter(logsIn);
    if (logins.length < 2) return;
    for (const { role, name, path } of roles.filter(logsIn)) {
      if (typeof role.connectionLimit === 'number' && role.connectionLimit >= 0) continue;
      report({
        path: `${path}.connectionLimit`,
        message: `role ${name} may take every connection, and ${logins.length - 1} others log in as well`,
        fix: 'set a connectionLimit, as high as all its pools together',
      });
    }
    if (manifest !== cluster) return;
    const promised = logins.reduce((sum, { role }) => sum + Math.max(0, Number(role.connectionLimit) || 0), 0);
    const free = freeConnectionsOf(cluster) ?? Number.POSITIVE_INFINITY;
    if (promised <= free) return;
    report({
      path: 'spec.managed.roles',
      message: `the sum of their connection limits is ${promised}, but only ${free} connections are not reserved`,
      fix: 'lower the limits, raise max_connections, or add a Pooler',
    });
  },
};

function logsIn({ role }: ManagedRole): boolean {
  return role.login === true && role.ensure !== 'absent';
}
