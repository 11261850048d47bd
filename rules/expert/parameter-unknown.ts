import { Kind } from '../../manifests/object/kinds';
import type { Rule } from '../engine/rule';
import { faultyParameters } from '../parameters/parameter-faults';

export const parameterUnknown: Rule = {
  id: 'parameter-unknown',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `A parameter that this major version of PostgreSQL does not have (misspelled, removed, or not there yet) is admitted. The Cluster
stays healthy because running instances ignore the parameter. At the next restart of a pod, for any reason, PostgreSQL refuses to start, and
the pod crashes in a loop.`,
  docs: 'https://www.postgresql.org/docs/current/runtime-config.html',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:17.7
  postgresql: {parameters: {shared_bufers: 256MB}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:17.7
  postgresql: {parameters: {shared_buffers: 256MB}}
`,
  check(manifest, { report }) {
    for (const { kind, ...finding } of faultyParameters(manifest)) {
      if (kind === 'name') report(finding);
    }
  },
};
