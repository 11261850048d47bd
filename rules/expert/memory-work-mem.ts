import { bytesOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { at, record, text } from '../../manifests/object/manifest';
import { parseMemory } from '../../values/postgres/gucs';
import { attempt } from '../../values/text/invalid-value';
import type { Rule } from '../engine/rule';

const MIB = 2 ** 20;

export const memoryWorkMem: Rule = {
  id: 'memory-work-mem',
  severity: 'warning',
  level: 'regulated',
  kinds: [Kind.CLUSTER],
  why: `Every connection may use work_mem for each sort or hash of its query, and every autovacuum worker may use maintenance_work_mem, all
in addition to shared_buffers. When the sum exceeds the memory limit, the kernel kills a process of the instance. That causes crash recovery
or a failover under the very load that exhausted the memory. This rule counts one work_mem per connection; a query may use several.`,
  docs: 'https://www.postgresql.org/docs/current/runtime-config-resource.html#GUC-WORK-MEM',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  resources: {limits: {memory: 8Gi}}
  postgresql:
    parameters: {max_connections: "200", shared_buffers: 2GB, work_mem: 64MB}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec:
  resources: {limits: {memory: 8Gi}}
  postgresql:
    parameters: {max_connections: "200", shared_buffers: 2GB, work_mem: 16MB}
`,
  check(manifest, { report }) {
    const parameters = record(at(manifest, 'spec.postgresql.parameters'));
    // Absent or invalid values become NaN, and no comparison with NaN is true. Other rules check the values themselves.
    const size = (name: string, fallback: string, unit: 'kB' | '8kB') =>
      attempt(() => parseMemory(text(parameters[name]) ?? fallback, unit).bytes) ?? Number.NaN;
    const limit = bytesOf(text(at(manifest, 'spec.resources.limits.memory')));
    const workMem = size('work_mem', '4MB', 'kB');
    const sharedBuffers = size('shared_buffers', '128MB', '8kB');
    const maintenance = size('maintenance_work_mem', '64MB', 'kB');
    const connections = Number(text(parameters.max_connections) ?? '100');
    const workers = Number(text(parameters.autovacuum_max_workers) ?? '3');
    const sum = workMem * connections + sharedBuffers + maintenance * workers;
    if (limit === undefined || !(sum > limit)) return;
    const affordable = Math.floor((limit - sharedBuffers - maintenance * workers) / connections / MIB);
    const cure = affordable >= 1 ? `set work_mem to at most ${affordable}MB` : 'lower shared_buffers';
    report({
      path: 'spec.postgresql.parameters.work_mem',
      message: `${connections} connections × ${mib(workMem)} work_mem + ${mib(sharedBuffers)} shared_buffers + ${workers} workers × ${mib(maintenance)} maintenance_work_mem = ${mib(sum)}, above the limit of ${mib(limit)}`,
      fix: `${cure}, lower max_connections behind a Pooler, or raise the limit`,
    });
  },
};

function mib(bytes: number): string {
  return `${Math.round(bytes / MIB)} MiB`;
}
