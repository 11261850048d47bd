import { applicationDatabaseOf } from '../../manifests/cnpg/bootstrap';
import { secretsByName, secretsNamed } from '../../manifests/kubernetes/secret-keys';
import { secretReferencesOf } from '../../manifests/kubernetes/secret-references';
import { Kind, WORKLOAD_KINDS } from '../../manifests/object/kinds';
import { at, namespaceOf } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { applicationSecretName, passwordSecretOwner } from '../../values/cnpg/derived-names';
import type { Rule } from '../engine/rule';

export const secretMissing: Rule = {
  id: 'secret-missing',
  severity: 'error',
  misses: 'reference',
  kinds: [...WORKLOAD_KINDS, Kind.CLUSTER, Kind.DATABASE_ROLE, Kind.OBJECT_STORE, Kind.POOLER],
  why: `A Secret is read in the namespace of the object that names it. \`<cluster>-app\` exists only if the operator creates it, which it
does not do if the bootstrap names another Secret; \`<cluster>-superuser\` exists only with enableSuperuserAccess. The pods wait in
CreateContainerConfigError. For other Secrets the rule reports nothing, unless an object of the input creates one of that name in another
namespace.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/applications/#secrets',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {bootstrap: {initdb: {database: shop, owner: shop, secret: {name: shop-credentials}}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec: {template: {spec: {containers: [{name: api, envFrom: [{secretRef: {name: shop-db-app}}]}]}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {bootstrap: {initdb: {database: shop, owner: shop, secret: {name: shop-credentials}}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec: {template: {spec: {containers: [{name: api, envFrom: [{secretRef: {name: shop-credentials}}]}]}}}
`,
  check(manifest, { index, report }) {
    for (const { name, path } of secretReferencesOf(manifest)) {
      const namespace = namespaceOf(manifest);
      if (secretsNamed(namespace, name, index).length > 0) continue;
      const [elsewhere] = index.derive(secretsByName).get(name) ?? [];
      const problem = elsewhere
        ? {
            message: `there is no Secret "${name}" in namespace ${namespace}: ${elsewhere.maker} creates it in ${elsewhere.namespace}`,
            fix: `move this object to ${elsewhere.namespace}, or create the Secret here too, for example with an ExternalSecret`,
          }
        : notMade(name, namespace, index);
      if (problem) report({ path, ...problem });
    }
  },
};

/** Why the operator does not create a Secret that has the name of one of its own. */
function notMade(name: string, namespace: string, index: Index): { message: string; fix: string } | undefined {
  const owner = passwordSecretOwner(name);
  if (owner === undefined) return undefined;
  const cluster = index.get(Kind.CLUSTER, namespace, owner.cluster);
  if (cluster === undefined) return undefined;
  const own = owner.cluster;
  const { secret, method } = applicationDatabaseOf(cluster);
  if (owner.isSuperuser) {
    // It is the user's own Secret, whatever its name: the operator only reads it.
    if (at(cluster, 'spec.superuserSecret.name') === name) return undefined;
    const message = `Cluster ${own} has no Secret ${name} without enableSuperuserAccess`;
    return { message, fix: `connect as the owner of the database, with ${applicationSecretName(own)}` };
  }
  if (secret === undefined || secret === name) return undefined;
  const message = `Cluster ${own} has no Secret ${name}, because bootstrap.${method}.secret names ${secret}`;
  return { message, fix: `read ${secret}, which has only username and password, or delete bootstrap.${method}.secret` };
}
