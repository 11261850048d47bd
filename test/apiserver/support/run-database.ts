import { type Manifest, namespaceOf, record } from '../../../manifests/object/manifest';
import { complete } from '../../../rules/admission';
import type { ApiServer } from './api-server';
import { target } from './target';

const OPERATOR = { manager: 'cloudnative-pg' };

/** What CNPG does to objects that were applied, without running any pod: it says its defaults, and makes what belongs to a Cluster. */
export async function runDatabase(server: ApiServer, manifests: readonly Manifest[]): Promise<void> {
  for (const manifest of manifests) {
    const { message } = await server.replace(complete(await server.read(manifest), target), OPERATOR);
    if (message !== '') throw new Error(`${manifest.kind} ${manifest.metadata.name}: ${message}`);
    const live = await server.read(manifest);
    for (const child of childrenOf(live)) {
      const { message: refused } = await server.create(child, OPERATOR);
      if (refused !== '') throw new Error(`${child.kind} ${child.metadata.name}: ${refused}`);
    }
    const status = statusOf(live);
    if (status !== undefined) await report(server, live, status);
  }
}

async function report(server: ApiServer, { apiVersion, kind, metadata }: Manifest, status: object): Promise<void> {
  const path = `/apis/${apiVersion}/namespaces/${metadata.namespace}/${kind.toLowerCase()}s/${metadata.name}/status`;
  await server.send('PATCH', `${path}?fieldManager=cloudnative-pg`, { status }, 'application/merge-patch+json');
}

function statusOf({ kind, metadata: { name } }: Manifest): object | undefined {
  switch (kind) {
    case 'Cluster':
      return { phase: 'Cluster in healthy state', currentPrimary: `${name}-1`, instances: 3, readyInstances: 3 };
    case 'ScheduledBackup':
      return { lastScheduleTime: '2026-11-20T02:00:00Z' };
    case 'Pooler':
      return { instances: 2 };
    case 'Database':
      return { applied: true, observedGeneration: 1 };
    default:
      return undefined;
  }
}

/** What the operator makes of an object, as far as somebody could take it for one of theirs. */
function childrenOf(owner: Manifest): Manifest[] {
  const { apiVersion, kind, metadata } = owner;
  const { name, uid } = metadata;
  const of = (child: { apiVersion: string; kind: string; [field: string]: unknown }, childName: string): Manifest => ({
    ...child,
    metadata: {
      name: childName,
      namespace: namespaceOf(owner),
      ownerReferences: [{ apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true }],
    },
  });
  const service = { apiVersion: 'v1', kind: 'Service', spec: { ports: [{ port: 5432 }] } };
  const endpoints = [{ port: 'metrics' }];
  const monitor = (label: string) => ({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    spec: { selector: { matchLabels: { [label]: name } }, podMetricsEndpoints: endpoints },
  });
  switch (kind) {
    case 'Cluster':
      return [
        ...['rw', 'ro', 'r'].map((access) => of(service, `${name}-${access}`)),
        ...['app', 'ca', 'server', 'replication'].map((each) =>
          of({ apiVersion: 'v1', kind: 'Secret', stringData: { key: 'x' } }, `${name}-${each}`),
        ),
        of({ apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', spec: { minAvailable: 1 } }, `${name}-primary`),
        of(monitor('cnpg.io/cluster'), String(name)),
        // One for all Clusters of the namespace, which belongs to none.
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'cnpg-default-monitoring', namespace: namespaceOf(owner) },
          data: { queries: '' },
        },
      ];
    case 'Pooler':
      return [of(service, String(name)), of(monitor('cnpg.io/poolerName'), String(name))];
    case 'ScheduledBackup':
      return [
        of(
          { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Backup', spec: { cluster: record(owner.spec).cluster } },
          `${name}-20261120020000`,
        ),
      ];
    default:
      return [];
  }
}
