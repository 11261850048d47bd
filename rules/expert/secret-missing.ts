import { unmadePassword } from '../../manifests/cnpg/unmade-password';
import { chartedClusters } from '../../manifests/helm/charted-clusters';
import { isCopied } from '../../manifests/kubernetes/secret-copies';
import { makerOf, secretsByName, secretsNamed } from '../../manifests/kubernetes/secret-keys';
import { secretReferencesOf } from '../../manifests/kubernetes/secret-references';
import { Kind, WORKLOAD_KINDS } from '../../manifests/object/kinds';
import { namespaceOf } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { passwordSecretOwner } from '../../values/cnpg/derived-names';
import { few } from '../../values/text/few';
import type { Reported, Rule } from '../engine/rule';

export const secretMissing: Rule = {
  id: 'secret-missing',
  severity: 'error',
  misses: 'reference',
  kinds: [...WORKLOAD_KINDS, Kind.CLUSTER, Kind.DATABASE_ROLE, Kind.OBJECT_STORE, Kind.POOLER],
  why: `A Secret is read in the namespace of the object that names it. \`<cluster>-app\` exists only if the operator creates it, which it
does not do if the bootstrap names another Secret; \`<cluster>-superuser\` exists only with enableSuperuserAccess. The pods wait in
CreateContainerConfigError. For other Secrets the rule reports nothing, unless an object of the input creates one of that name in another
namespace, and nothing copies it: then it asks, as a warning, since it may have been made by hand.`,
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
      const problem = unmadePassword(name, namespace, index) ?? madeElsewhere(name, namespace, index);
      if (problem) report({ path, ...problem });
    }
  },
};

/** Other namespaces have a Secret of the name: somebody may have made one here by hand, too, which is no mistake. */
function madeElsewhere(name: string, namespace: string, index: Index): Omit<Reported, 'path'> | undefined {
  const others = index.derive(secretsByName).get(name) ?? [];
  const owner = passwordSecretOwner(name)?.cluster;
  const isOfChart = chartedClusters(namespace, index).some(({ metadata }) => metadata.name === owner);
  const [first] = others;
  if (first === undefined || isOfChart || isCopied(name, others, index)) return undefined;
  const makers = others.map(makerOf).sort();
  return {
    message: `nothing here makes a Secret "${name}" in namespace ${namespace}, only in others: ${few(makers)}`,
    fix: `if nobody makes it in ${namespace} by hand or from elsewhere, add it, for example with an ExternalSecret${makers.length === 1 ? `, or move this object to ${first.namespace}` : ''}`,
    isGuess: true,
  };
}
