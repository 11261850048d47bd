import { memoryOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { mebibytes, memoryParameter, PARAMETERS } from '../../manifests/postgres/server-parameters';
import type { Rule } from '../engine/rule';

const MOST = 0.4;

export const memorySharedBuffers: Rule = {
  id: 'memory-shared-buffers',
  severity: 'info',
  kinds: [Kind.CLUSTER],
  why: `The PostgreSQL documentation recommends starting at a quarter of the memory and sees little use in more than 40 %, because the page
cache holds the same pages again. Only the request is guaranteed memory: anything above it can be taken away when the node is full.`,
  docs: 'https://www.postgresql.org/docs/current/runtime-config-resource.html#GUC-SHARED-BUFFERS',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  resources: {requests: {memory: 4Gi}, limits: {memory: 8Gi}}
  postgresql: {parameters: {shared_buffers: 2GB}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  resources: {requests: {memory: 8Gi}, limits: {memory: 8Gi}}
  postgresql: {parameters: {shared_buffers: 2GB}}
`,
  check(manifest, { report }) {
    const { request } = memoryOf(manifest);
    const buffers = memoryParameter(manifest, 'shared_buffers');
    if (request === undefined || buffers === undefined || buffers <= request * MOST || buffers > request) return;
    report({
      path: `${PARAMETERS}.shared_buffers`,
      message: `shared_buffers are ${mebibytes(buffers)}, ${Math.round((buffers / request) * 100)} % of the guaranteed ${mebibytes(request)}`,
      fix: `set shared_buffers to ${Math.floor(request / 4 / 2 ** 20)}MB, a quarter of the request, or raise the request`,
    });
  },
};
