import { memoryOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import { mebibytes, memoryParameter, PARAMETERS } from '../../manifests/postgres/server-parameters';
import type { Rule } from '../engine/rule';

export const memoryLimit: Rule = {
  id: 'memory-limit',
  severity: 'error',
  kinds: [Kind.CLUSTER],
  why: `The webhook compares shared_buffers only with the memory request. Without a request it compares nothing. If shared_buffers is as
large as the limit, the kernel kills PostgreSQL as soon as the buffers are full: every instance restarts repeatedly under load.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/resource_management/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  resources: {limits: {memory: 1Gi}}
  postgresql: {parameters: {shared_buffers: 2GB}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  resources: {limits: {memory: 8Gi}}
  postgresql: {parameters: {shared_buffers: 2GB}}
`,
  check(manifest, { report }) {
    const { limit } = memoryOf(manifest);
    const buffers = memoryParameter(manifest, 'shared_buffers');
    // With a request the webhook reports it.
    if (at(manifest, 'spec.resources.requests.memory') !== undefined) return;
    if (limit === undefined || buffers === undefined || buffers < limit) return;
    report({
      path: `${PARAMETERS}.shared_buffers`,
      message: `shared_buffers are ${mebibytes(buffers)}, but the limit is ${mebibytes(limit)}: the kernel kills the instance`,
      fix: `set shared_buffers to ${Math.floor(limit / 4 / 2 ** 20)}MB, a quarter of the limit, or raise the limit`,
    });
  },
};
