import { beforeAll, expect, inject, test } from 'vitest';
import type { Manifest, Metadata } from '../../manifests/object/manifest';
import { plan } from '../../plan';
import { admit } from '../../rules/admission';
import { ApiServer } from './support/api-server';

// Metadata is judged as the server does for every kind. The object is an example.

const NAMESPACE = 'metadata';
const NOW = new Date('2026-03-01T12:00:00Z');
const server = new ApiServer(inject('apiServer'));
const live = new Map<string, Manifest>();

function object(metadata: Readonly<Record<string, unknown>>): Manifest {
  const spec = { cluster: { name: 'shop-db' }, name: 'shop', owner: 'shop' };
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Database',
    metadata: { namespace: NAMESPACE, ...metadata } as Metadata,
    spec,
  };
}

beforeAll(async () => {
  await server.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
  // One that lives, and one that waits for its finalizer.
  for (const name of ['alive', 'dying']) {
    await server.create(object({ name, finalizers: ['example.com/wait'] }));
    if (name === 'dying') await server.remove(object({ name }));
    live.set(name, await server.read(object({ name })));
  }
});

const refused = (manifest: Manifest, old?: Manifest) =>
  admit(manifest, { webhooks: false, ...(old && { old }) }).some(({ severity }) => severity === 'error');

const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a', uid: 'b' };
const versions = ['', 'v1', '/v1', 'apps/v1', 'apps/', '/', 'a/b/c', 'a//b', 'A b/ c', ' ', 'apps/v1\n'];

test.each([
  ...versions.map((apiVersion) => ({ ownerReferences: [{ ...owner, apiVersion }] })),
  ...['v1', '/v1', 'events.k8s.io/v1'].map((apiVersion) => ({
    ownerReferences: [{ ...owner, apiVersion, kind: 'Event' }],
  })),
  { ownerReferences: [{ ...owner, uid: '' }] },
  { ownerReferences: [{ ...owner, kind: null }] },
  { ownerReferences: [owner, { ...owner, controller: true }, { ...owner, controller: true }] },
  {
    ownerReferences: [
      { ...owner, controller: true },
      { ...owner, uid: 'c', controller: true },
    ],
  },
  {
    ownerReferences: [
      { ...owner, controller: true },
      { ...owner, name: 'c', controller: true },
    ],
  },
  { labels: { a: 'b\n' } },
  { labels: { 'a\n': 'b' } },
  { annotations: { 'a\n': 'b' } },
  { finalizers: ['example.com/a\n'] },
  { uid: 'given', deletionTimestamp: '2026-01-01T00:00:00Z', deletionGracePeriodSeconds: 5, generation: 7 },
])('a new object with %j', async (metadata) => {
  const manifest = object({ name: 'new', ...metadata });
  const { accepted, message } = await server.create(manifest, { dryRun: true });
  expect(refused(manifest), message || 'accepted').toBe(!accepted);
});

test.each(['new\n', 'a_b', 'a..b', 'a'.repeat(254), '-a', 'a%'])('a new object of the name %j', async (name) => {
  const manifest = object({ name });
  const { accepted, message } = await server.create(manifest, { dryRun: true });
  expect(refused(manifest), message || 'accepted').toBe(!accepted);
});

const ANOTHER = '00000000-0000-0000-0000-000000000000';
const LATER = '2030-01-01T00:00:00Z';

test.each(
  ['alive', 'dying'].flatMap((name) =>
    [
      {},
      { uid: ANOTHER },
      { uid: null },
      { deletionTimestamp: LATER },
      { deletionTimestamp: null },
      { deletionGracePeriodSeconds: 5 },
      { deletionGracePeriodSeconds: 0 },
      { deletionGracePeriodSeconds: null },
      { creationTimestamp: LATER },
      { creationTimestamp: null },
      { generation: 99 },
      { generation: null },
      { selfLink: '/a' },
      { finalizers: [] },
      { finalizers: ['example.com/wait', 'example.com/more'] },
      { managedFields: [] },
    ].map((metadata) => [name, metadata] as const),
  ),
)('an object that is %s, with %j', async (name, metadata) => {
  const old = live.get(name) as Manifest;
  const manifest = { ...old, metadata: { ...old.metadata, ...metadata } as Metadata };
  const { accepted, message } = await server.replace(manifest, { dryRun: true });
  expect(refused(manifest, old), message || 'accepted').toBe(!accepted);
  expect(plan([old], [manifest], { now: NOW }).worst === 'rejected', 'the plan').toBe(!accepted);
});
