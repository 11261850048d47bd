import { describe, expect, test } from 'vitest';
import { type LiveClient, planLive } from '../../../commands/plan/live';
import type { Manifest } from '../../../manifests/object/manifest';
import { cluster, NOW, object } from '../../plan/objects';

const tracked = (name: string) => ({
  annotations: { 'argocd.argoproj.io/tracking-id': `shop:postgresql.cnpg.io/Cluster:shop/${name}` },
});

function clientOf(live: readonly Manifest[], refused?: string): LiveClient & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    async read({ kind, metadata: { name } }) {
      asked.push(`read ${kind} ${name}`);
      return live.find((each) => each.kind === kind && each.metadata.name === name);
    },
    async dryRun(manifest) {
      if (refused !== undefined) return { refused };
      return { ...manifest, metadata: { ...manifest.metadata, uid: 'u', managedFields: [] } };
    },
    async list(_apiVersion, kind, namespace) {
      asked.push(`list ${kind} ${namespace}`);
      return live.filter((each) => each.kind === kind && each.metadata.namespace === namespace);
    },
  };
}

const run = (client: LiveClient, manifests: readonly Manifest[]) => planLive(client, manifests, { now: NOW });

describe('a plan against a live cluster', () => {
  test('managed fields, status and defaults are not differences', async () => {
    const live = {
      ...cluster({ stopDelay: 1800 }, { resourceVersion: '1', managedFields: [{}] }),
      status: { phase: 'x' },
    };
    expect(await run(clientOf([live]), [cluster()])).toEqual({ changes: [], worst: 'none' });
  });

  test('what is new and what differs', async () => {
    const { changes } = await run(clientOf([cluster()]), [
      cluster({ instances: 2 }),
      object('Pooler', { cluster: { name: 'shop-db' }, pgbouncer: {} }),
    ]);
    expect(changes.map(({ action, kind }) => `${action} ${kind}`)).toEqual(['create Pooler', 'update Cluster']);
  });

  test('what Argo CD applied from the same application and is gone counts as deleted, and nothing else', async () => {
    const live = [
      cluster({}, tracked('shop-db')),
      cluster({ instances: 1 }, { ...tracked('old'), name: 'old' }),
      cluster({}, { name: 'by-hand' }),
      cluster({}, { name: 'copied', ...tracked('shop-db') }),
    ];
    const { changes } = await run(clientOf(live), [cluster()]);
    expect(changes.map(({ action, name }) => `${action} ${name}`)).toEqual(['delete old']);
    expect(changes[0]?.impact).toBe('data-loss');
  });

  test('Flux labels what it applies: no difference, and what is gone counts as deleted', async () => {
    const labels = (name = 'shop-database') => ({
      labels: { 'kustomize.toolkit.fluxcd.io/name': name, 'kustomize.toolkit.fluxcd.io/namespace': 'flux-system' },
    });
    const live = [
      cluster({}, labels()),
      cluster({ instances: 1 }, { ...labels(), name: 'old' }),
      cluster({}, { ...labels(), name: 'made', ownerReferences: [{ kind: 'Other', name: 'x' }] }),
      cluster({}, { ...labels('bank-database'), name: 'of-another' }),
    ];
    const { changes } = await run(clientOf(live), [cluster()]);
    expect(changes.map(({ action, name }) => `${action} ${name}`)).toEqual(['delete old']);
  });

  test('the server’s own refusal', async () => {
    const { changes, worst } = await run(clientOf([cluster()], 'admission webhook denied'), [
      cluster({ instances: 2 }),
    ]);
    expect(worst).toBe('rejected');
    expect(changes[0]).toMatchObject({ action: 'update', impact: 'rejected' });
    expect(changes[0]?.fields[0]).toMatchObject({ impact: 'rejected', reason: 'admission webhook denied' });
  });

  test('kustomizations are not asked for', async () => {
    const client = clientOf([]);
    await run(client, [{ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', metadata: {} }]);
    expect(client.asked).toEqual([]);
  });
});
