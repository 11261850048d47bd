import { field, type Json } from '../../../manifests/object/json';
import { record } from '../../../manifests/object/manifest';
import type { Quantity } from '../../../values/kubernetes/quantity';
import type { ClusterView } from './cluster-view';
import { postgresSize } from './postgres-size';
import { isZero, quantityOf } from './quantity';
import type { ClusterRule } from './webhook-rule';

const HUGE = 'hugepages-';

/** CPU and memory. */
export const resourceRules: readonly ClusterRule[] = [
  limit('cluster-cpu-request', 'cpu', 'spec.resources.requests.cpu'),
  limit('cluster-memory-request', 'memory', 'spec.resources.requests.memory'),
  // CNPG's own path, in which the last part is not the name of the resource.
  limit('cluster-ephemeral-storage-request', 'ephemeral-storage', 'spec.resources.requests.storage'),
  {
    id: 'cluster-hugepages-equal',
    says: 'Requests of huge pages equal their limits',
    on: 'both',
    check(cluster, tell) {
      for (const [name, request] of hugePages(cluster, 'requests')) {
        const most = amount(cluster, 'limits', name);
        if (most === undefined || most.compareTo(request) === 0) continue;
        const message = `requests ${request} and has a limit of ${most}: Kubernetes requires them to be equal`;
        tell(`spec.resources.requests.${name}`, message, 'write the same amount in both');
      }
    },
  },
  {
    id: 'cluster-hugepages-alone',
    says: 'Huge pages come with cpu or memory',
    on: 'both',
    check(cluster, tell) {
      const huge = [...hugePages(cluster, 'limits'), ...hugePages(cluster, 'requests')];
      const others = ['requests', 'limits'].flatMap((side) =>
        ['cpu', 'memory'].map((name) => amount(cluster, side, name)),
      );
      if (huge.length === 0 || others.some((other) => other !== undefined && !isZero(other))) return;
      tell('spec.resources', 'has huge pages but neither cpu nor memory', 'add a request of cpu or memory');
    },
  },
  {
    id: 'cluster-shared-buffers-memory',
    says: 'shared_buffers fits into the memory request',
    on: 'both',
    check(cluster, tell) {
      const text = cluster.parameter('shared_buffers') ?? '';
      const buffers = text === '' ? undefined : postgresSize(text);
      const memory = amount(cluster, 'requests', 'memory');
      if (buffers === undefined || memory === undefined || isZero(memory) || buffers.compareTo(memory) <= 0) return;
      const huge = new Map([...hugePages(cluster, 'requests'), ...hugePages(cluster, 'limits')]);
      if ([...huge.values()].some((pages) => buffers.compareTo(pages) <= 0)) return;
      const message = `asks for ${memory} of memory, but shared_buffers is ${text}`;
      tell('spec.resources.requests', message, 'raise requests.memory, or lower shared_buffers');
    },
  },
];

function limit(id: string, name: string, path: string): ClusterRule {
  return {
    id,
    says: `The request of ${name} is not above its limit`,
    on: 'both',
    check(cluster, tell) {
      const request = amount(cluster, 'requests', name);
      const most = amount(cluster, 'limits', name);
      if (request === undefined || most === undefined || isZero(request) || isZero(most)) return;
      if (request.compareTo(most) <= 0) return;
      tell(path, `requests ${request} of ${name}, above the limit of ${most}`, 'lower the request, or raise the limit');
    },
  };
}

function amount(cluster: ClusterView, side: string, name: string): Quantity | undefined {
  return quantityOf(field(record(cluster.get(`resources.${side}`)) as Json, name));
}

function hugePages(cluster: ClusterView, side: string): [name: string, amount: Quantity][] {
  return Object.entries(record(cluster.get(`resources.${side}`))).flatMap(([name, value]) => {
    const quantity = name.startsWith(HUGE) ? quantityOf(value) : undefined;
    return quantity === undefined ? [] : [[name, quantity] satisfies [string, Quantity]];
  });
}
