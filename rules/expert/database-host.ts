import { databaseHostProblem } from '../../manifests/cnpg/database-host';
import { variablesOf } from '../../manifests/kubernetes/workload';
import { WORKLOAD_KINDS } from '../../manifests/object/kinds';
import { namespaceOf } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const databaseHost: Rule = {
  id: 'database-host',
  severity: 'error',
  misses: 'reference',
  kinds: WORKLOAD_KINDS,
  why: `CNPG creates the Services \`<cluster>-rw\`, \`-ro\` and \`-r\`, but none with the name of the Cluster itself. A host without a
Service does not resolve, and a host without its namespace resolves only inside that namespace. The pods start and then fail to connect.
This rule compares literal values of variables with the Clusters, Poolers and Services of the input. Where only another namespace has a Cluster
of the name, it asks, as a warning: the database of this namespace may come from another repository, and must not be confused with another one.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/service_management/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - name: api
        env: [{name: POSTGRES_HOST, value: shop-db.shop.svc.cluster.local}]
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - name: api
        env: [{name: POSTGRES_HOST, value: shop-db-rw.shop.svc.cluster.local}]
`,
  check(manifest, { index, report }) {
    for (const variable of variablesOf(manifest)) {
      const problem = databaseHostProblem(variable, namespaceOf(manifest), index);
      if (problem) report({ path: variable.path, ...problem });
    }
  },
};
