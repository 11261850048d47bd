import { memoryOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { givenParameters, mebibytes, memoryParameter, PARAMETERS } from '../../manifests/postgres/server-parameters';
import type { Rule } from '../engine/rule';

export const memoryEffectiveCacheSize: Rule = {
  id: 'memory-effective-cache-size',
  severity: 'info',
  kinds: [Kind.CLUSTER],
  why: `effective_cache_size tells the planner how much data is likely to be in memory. Above the memory request it assumes a page cache
that is not guaranteed: on a full node the planner chooses index scans that read from disk.`,
  docs: 'https://www.postgresql.org/docs/current/runtime-config-query.html#GUC-EFFECTIVE-CACHE-SIZE',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  resources: {requests: {memory: 4Gi}, limits: {memory: 8Gi}}
  postgresql: {parameters: {effective_cache_size: 6GB}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  resources: {requests: {memory: 4Gi}, limits: {memory: 8Gi}}
  postgresql: {parameters: {effective_cache_size: 3GB}}
`,
  check(manifest, { report }) {
    const { request } = memoryOf(manifest);
    const size = memoryParameter(manifest, 'effective_cache_size');
    const isGiven = givenParameters(manifest).effective_cache_size !== undefined;
    if (!isGiven || request === undefined || size === undefined || size <= request) return;
    report({
      path: `${PARAMETERS}.effective_cache_size`,
      message: `effective_cache_size is ${mebibytes(size)}, ${Math.round((size / request) * 100)} % of the guaranteed ${mebibytes(request)}`,
      fix: `set effective_cache_size to ${Math.floor((request * 3) / 4 / 2 ** 20)}MB, three quarters of the request, or raise the request`,
    });
  },
};
