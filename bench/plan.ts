import type { Manifest } from '../manifests/object/manifest';
import { plan } from '../plan';
import { median, printTable } from './measure';

const NOW = new Date('2026-01-01T00:00:00Z');

/** Comparing N clusters of which every other one changes, all are renamed, and all are in the same place; milliseconds a cluster. */
export function benchPlan(): void {
  const rows = [10, 100, 1000].map((count) => {
    const runs = count > 100 ? 3 : 9;
    const clusters = Array.from({ length: count }, (_, i) => cluster(`db-${i}`, '8MB'));
    const changed = clusters.map((before, i) => (i % 2 === 0 ? before : cluster(`db-${i}`, '16MB')));
    const renamed = Array.from({ length: count }, (_, i) => cluster(`other-${i}`, '8MB'));
    const time = (after: readonly Manifest[]) => median(runs, () => plan(clusters, after, { now: NOW })) / count;
    return [`${count}`, time(structuredClone(clusters)), time(changed), time(renamed)];
  });
  printTable(['clusters', 'same', 'half changed', 'all renamed'], rows);
}

function cluster(name: string, workMem: string): Manifest {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name, namespace: 'bench' },
    spec: {
      instances: 3,
      imageName: 'ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie',
      primaryUpdateMethod: 'switchover',
      storage: { size: '10Gi' },
      bootstrap: { initdb: { database: 'app', owner: 'app' } },
      postgresql: { parameters: { max_connections: '100', shared_buffers: '512MB', work_mem: workMem } },
      resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '1', memory: '2Gi' } },
    },
  };
}
