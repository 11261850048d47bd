import type { ApiObjectProps } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { kubeconfigClient } from '../../../commands/plan/live-client';
import type { Comparison } from '../../../commands/verify/comparison';
import { verify } from '../../../commands/verify/verify';
import { applicationOf } from '../support/application';
import { captured } from '../support/console';
import { ReadingServer } from './support/reading-server';
import { NOW, type Patches, running } from './support/running';

const CNPG = 'postgresql.cnpg.io/v1';
const EXTENSION = 'ghcr.io/cloudnative-pg/pgvector:0.8.1-18-trixie';

/** A database with everything that the examples do not have. */
function shop(spec: Readonly<Record<string, unknown>> = {}, annotations: Readonly<Record<string, string>> = {}) {
  const cluster: ApiObjectProps = {
    apiVersion: CNPG,
    kind: 'Cluster',
    metadata: { name: 'shop-db', annotations },
    spec: {
      instances: 1,
      imageName: 'ghcr.io/cloudnative-pg/postgresql:18.1-system-trixie',
      storage: { size: '1Gi' },
      postgresql: { extensions: [{ name: 'pgvector', image: { reference: EXTENSION } }] },
      certificates: { serverTLSSecret: 'shop-server', serverCASecret: 'shop-ca' },
      ...spec,
    },
  };
  const of = (kind: string, name: string, more: object): ApiObjectProps => ({
    apiVersion: CNPG,
    kind,
    metadata: { name },
    ...{ spec: { cluster: { name: 'shop-db' }, ...more } },
  });
  return applicationOf('shop', [
    cluster,
    of('Database', 'shop', { name: 'shop', owner: 'shop' }),
    of('Pooler', 'shop-pool', { instances: 2, type: 'rw', pgbouncer: { poolMode: 'session' } }),
    of('ScheduledBackup', 'daily', { schedule: '0 0 2 * * *', method: 'volumeSnapshot' }),
    {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'server' },
      ...{ spec: { secretName: 'shop-server', dnsNames: ['shop-db-rw'], issuerRef: { name: 'issuer' } } },
    },
  ]);
}

const STATUS = {
  certificates: { expirations: { 'shop-server': '2026-11-23 13:00:00 +0000 UTC' } },
  lastSuccessfulBackup: '2026-11-21T02:20:00Z',
};
const WELL: Patches = {
  'Cluster shop-db': { status: STATUS },
  'Pod shop-db-1': {
    spec: { volumes: [{ name: 'pgvector', image: { reference: EXTENSION } }] },
  },
};

async function verified(patches: Patches = {}, application = shop(), forbids?: RegExp) {
  const both = { ...WELL, ...patches };
  const server = await ReadingServer.with(await running(application, both), forbids);
  const shown: string[] = [];
  const console = { ...captured(), progress: (text: string) => void shown.push(text) };
  const request = { application: 'shop', output: 'json', now: NOW, console } as const;
  const code = await verify([application], () => kubeconfigClient('verify'), request);
  const { comparisons } = JSON.parse(console.output.out) as { readonly comparisons: readonly Comparison[] };
  const wrong = comparisons
    .filter(({ state }) => state === 'wrong')
    .map(({ check, running }) => `${check}: ${running}`);
  return { code, wrong, comparisons, shown, server };
}

const status = (patch: object): Patches => ({ 'Cluster shop-db': { status: { ...STATUS, ...patch } } });

describe('what may not be read', () => {
  it.each([
    ['pods', /\/pods/, ['image: Cluster shop/shop-db']],
    ['certificates', /cert-manager/, ['certificates: Cluster shop/shop-db', 'drift: Certificate']],
    ['the Cluster', /clusters/, ['cluster: Cluster shop/shop-db', 'drift: Cluster']],
  ])('%s: all else is checked, and the command does not say that all is well', async (_, forbids, unread) => {
    const { code, wrong, comparisons } = await verified({}, shop(), forbids);
    expect([code, wrong]).toEqual([2, []]);
    const told = comparisons.filter(({ state }) => state === 'unread');
    expect(told.map(({ check, object }) => `${check}: ${object}`)).toEqual(unread);
    for (const { running, fix } of told)
      expect(`${running} ${fix}`).toMatch(/^forbidden: cannot get .*docs\/verify\.md/);
    expect(comparisons.filter(({ state }) => state === 'ok').length).toBeGreaterThan(0);
  });

  it('does not hide what is wrong', async () => {
    const { code, wrong } = await verified({ 'Database shop': { status: null } }, shop(), /\/pods/);
    expect([code, wrong]).toEqual([1, ['Database shop: not yet']]);
  });
});

describe('a database with objects of its own', () => {
  it('is well, and a short life of a certificate is no fault', async () => {
    const { code, wrong, comparisons, shown } = await verified();
    expect([code, wrong]).toEqual([0, []]);
    expect(comparisons.find(({ check }) => check === 'base backup')?.running).toContain('2026-11-21T02:20:00Z');
    expect(comparisons.find(({ check }) => check === 'operator')?.state).toBe('unknown');
    expect(shown).toEqual(['Cluster shop/shop-db …', 'drift …', 'operators …', '']);
  });

  it.each<[string, Patches, string[]]>([
    [
      'PostgreSQL refuses a Database',
      { 'Database shop': { status: { applied: false, message: 'role "shop" does not exist' } } },
      ['Database shop: role "shop" does not exist'],
    ],
    [
      'an older version of it is carried out',
      { 'Database shop': { metadata: { generation: 2 }, status: { applied: true, observedGeneration: 1 } } },
      ['Database shop: an older version'],
    ],
    ['nobody has seen it yet', { 'Database shop': { status: null } }, ['Database shop: not yet']],
    [
      'a pod of the pooler is down',
      { 'Deployment shop-pool': { status: { readyReplicas: 1 } } },
      ['Pooler shop-pool: 1 ready'],
    ],
    ['the pooler is not made', { 'Deployment shop-pool': null }, ['Pooler shop-pool: missing']],
    [
      'an extension is not mounted yet',
      { 'Pod shop-db-1': { spec: { volumes: [] } } },
      [`extension images: shop-db-1 without ${EXTENSION}`],
    ],
    [
      'a certificate is over',
      status({ certificates: { expirations: { 'shop-server': '2026-11-20 13:00:00 +0000 UTC' } } }),
      ['certificates: ended 2026-11-20T13:00:00Z'],
    ],
    [
      'cert-manager fails',
      {
        'Certificate server': {
          status: {
            conditions: [{ type: 'Ready', status: 'False', reason: 'Expired' }],
            renewalTime: '2026-11-20T13:00:00Z',
          },
        },
      },
      ['certificates: False (Expired); to be renewed at 2026-11-20T13:00:00Z'],
    ],
    [
      'snapshots stopped',
      status({ lastSuccessfulBackup: '2026-11-18T02:20:00Z' }),
      ['base backup: the last success ended at 2026-11-18T02:20:00Z'],
    ],
    ['there is no pod', { 'Pod shop-db-1': null }, ['image: no pod']],
    [
      'it is being deleted',
      { 'Cluster shop-db': { metadata: { deletionTimestamp: '2026-11-21T12:59:00Z' }, status: STATUS } },
      ['deletion: requested at 2026-11-21T12:59:00Z'],
    ],
  ])('%s', async (_, patches, expected) => {
    const { wrong, server } = await verified(patches);
    expect(wrong).toEqual(expected);
    expect(server.refused).toEqual([]);
  });

  it('that is hibernated as declared has nothing that could run', async () => {
    const application = shop({}, { 'cnpg.io/hibernation': 'on' });
    const { code, comparisons } = await verified(
      { ...status({ readyInstances: 0 }), 'Pod shop-db-1': null },
      application,
    );
    expect(code).toBe(0);
    expect(comparisons.map(({ check }) => check)).not.toContain('instances');
  });

  it('that names no image runs that of the operator which made it', async () => {
    const older = 'ghcr.io/cloudnative-pg/postgresql:18.0-system-trixie';
    const application = shop({ imageName: undefined, postgresql: undefined });
    const { wrong } = await verified(
      {
        'Cluster shop-db': { spec: { imageName: older }, status: { ...STATUS, image: older } },
        'Pod shop-db-1': { spec: { containers: [{ name: 'postgres', image: older }] } },
      },
      application,
    );
    expect(wrong).toEqual([]);
  });

  it('that is not applied yet is missing', async () => {
    const { wrong } = await verified({ 'Cluster shop-db': null });
    expect(wrong).toEqual(['drift: missing']);
  });
});
