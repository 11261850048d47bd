import { bytesOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { at, record } from '../../manifests/object/manifest';
import type { Rule } from '../engine/rule';

export const memoryQualityOfService: Rule = {
  id: 'memory-quality-of-service',
  severity: 'info',
  level: 'regulated',
  kinds: [Kind.CLUSTER],
  why: `A pod with requests equal to its limits, for memory and CPU, is Guaranteed: it is evicted last, and killed last when the node runs
out of memory. The CNPG documentation recommends it for databases. With requests below the limits a full node may evict the instance
first.`,
  docs: 'https://cloudnative-pg.io/documentation/1.28/resource_management/',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {resources: {requests: {memory: 4Gi, cpu: "2"}, limits: {memory: 8Gi, cpu: "4"}}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {resources: {requests: {memory: 8Gi, cpu: "4"}, limits: {memory: 8Gi, cpu: "4"}}}
`,
  check(manifest, { report }) {
    const requests = record(at(manifest, 'spec.resources.requests'));
    const limits = record(at(manifest, 'spec.resources.limits'));
    const loose = ['memory', 'cpu'].filter((name) => {
      const limit = bytesOf(limits[name]);
      return limit === undefined || (requests[name] !== undefined && bytesOf(requests[name]) !== limit);
    });
    if (loose.length === 0) return;
    const quality = Object.keys(requests).length + Object.keys(limits).length === 0 ? 'BestEffort' : 'Burstable';
    report({
      path: 'spec.resources',
      message: `requests and limits of ${loose.join(' and ')} differ: the pods are ${quality}, and a full node evicts them before others`,
      fix: 'set requests equal to limits, for memory and cpu',
    });
  },
};
