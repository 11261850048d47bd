import { describe, expect, it } from 'vitest';
import { kubeconfigClient } from '../../../commands/plan/live-client';
import type { Comparison } from '../../../commands/verify/comparison';
import { type VerifyRequest, verify } from '../../../commands/verify/verify';
import { EXAMPLES } from '../../apps/support/examples';
import { captured } from '../support/console';
import { ReadingServer } from './support/reading-server';
import { NOW, type Patches, running } from './support/running';

const DB = 'Cluster phoenix-guardian-db';

async function verified(patches: Patches = {}, given: Partial<VerifyRequest> = {}) {
  const application = EXAMPLES.find(({ name }) => name === 'phoenix-guardian');
  if (application === undefined) throw new Error('the example is gone');
  const server = await ReadingServer.with(await running(application, patches));
  const console = captured();
  const request = { application: application.name, output: 'json', now: NOW, console, ...given } as const;
  const code = await verify(EXAMPLES, () => kubeconfigClient('verify'), request);
  const text = console.output.out;
  const comparisons = request.output === 'json' ? (JSON.parse(text) as { comparisons: Comparison[] }).comparisons : [];
  const wrong = comparisons
    .filter(({ state }) => state === 'wrong')
    .map(({ check, running }) => `${check}: ${running}`);
  return { code, text, comparisons, wrong, server };
}

const status = (patch: Readonly<Record<string, unknown>>): Patches => ({ [DB]: { status: patch } });
const spec = (patch: Readonly<Record<string, unknown>>): Patches => ({ [DB]: { spec: patch } });
const annotated = (annotations: Readonly<Record<string, string>>): Patches => ({ [DB]: { metadata: { annotations } } });
const condition = (type: string) =>
  status({ conditions: [{ type, status: 'False', reason: 'Failed', message: 'no credentials' }] });
const store = (window: object): Patches => ({
  'ObjectStore phoenix-guardian-backups': { status: { serverRecoveryWindow: { 'phoenix-guardian-db': window } } },
});

describe('what runs as declared', () => {
  it('is well, and nothing but reading is asked for', async () => {
    const { code, wrong, server, comparisons } = await verified();
    expect(wrong).toEqual([]);
    expect(code).toBe(0);
    expect(server.refused).toEqual([]);
    expect(new Set(comparisons.map(({ check }) => check))).toEqual(
      new Set([
        ...['hibernation', 'fencing', 'reconciliation', 'instances', 'phase', 'primary', 'image'],
        ...['synchronous standbys', 'failover quorum', 'WAL archiving', 'base backup', 'recovery window'],
        ...['certificates', 'managed roles', 'parameters', 'TLS of connections', 'drift', 'operator'],
      ]),
    );
  });

  it('is printed a line each, with what to do below what is wrong', async () => {
    const { code, text } = await verified(status({ readyInstances: 2 }), { output: 'text' });
    expect(code).toBe(1);
    expect(text).toContain('ok       Cluster phoenix-guardian/phoenix-guardian-db: phase: Cluster in healthy state\n');
    expect(text).toContain(
      'WRONG    Cluster phoenix-guardian/phoenix-guardian-db: instances: 2 ready; declared: 3\n          kubectl get pods',
    );
    expect(text).toMatch(/\n\d+ ok, 1 wrong, 2 unknown\n$/);
  });
});

describe('tells what is not as declared', () => {
  it.each<[string, Patches, string[]]>([
    ['a standby is down', status({ readyInstances: 2 }), ['instances: 2 ready']],
    ['all standbys are down', status({ readyInstances: 1 }), ['instances: 1 ready', 'synchronous standbys: 0 ready']],
    [
      'a restart by hand is waited for',
      status({ phase: 'Waiting for user action', phaseReason: 'User must issue a supervised switchover' }),
      ['phase: Waiting for user action: User must issue a supervised switchover'],
    ],
    ['a failover is under way', status({ targetPrimary: 'phoenix-guardian-db-2' }), ['primary: phoenix-guardian-db-1']],
    [
      'a pod has another image',
      { 'Pod phoenix-guardian-db-2': { spec: { containers: [{ name: 'postgres', image: 'postgresql:17.5' }] } } },
      ['image: phoenix-guardian-db-2 postgresql:17.5'],
    ],
    ['a volume cannot be used', status({ unusablePVC: ['phoenix-guardian-db-3'] }), ['volumes: phoenix-guardian-db-3']],
    ['it is fenced', annotated({ 'cnpg.io/fencedInstances': '["*"]' }), ['fencing: ["*"]']],
    [
      'the quorum is of another primary',
      { 'FailoverQuorum phoenix-guardian-db': { status: { primary: 'phoenix-guardian-db-3' } } },
      ['failover quorum: 1 of phoenix-guardian-db-2, phoenix-guardian-db-3, primary phoenix-guardian-db-3'],
    ],
    ['there is no quorum', { 'FailoverQuorum phoenix-guardian-db': null }, ['failover quorum: none']],
    ['WAL is not archived', condition('ContinuousArchiving'), ['WAL archiving: False (Failed: no credentials)']],
    [
      'the last base backup failed',
      status({
        conditions: [
          { type: 'ContinuousArchiving', status: 'True' },
          { type: 'LastBackupSucceeded', status: 'False', reason: 'LastBackupFailed' },
        ],
      }),
      ['base backup: the last success ended at 2026-11-21T02:20:00Z; LastBackupSucceeded is False (LastBackupFailed)'],
    ],
    [
      'the plugin has seen a failure since the last success',
      store({ lastFailedBackupTime: '2026-11-21T12:00:00Z' }),
      ['base backup: the last success ended at 2026-11-21T02:20:00Z; one failed at 2026-11-21T12:00:00Z'],
    ],
    [
      'base backups stopped without a failure',
      store({ lastSuccessfulBackupTime: '2026-11-19T02:20:00Z' }),
      ['base backup: the last success ended at 2026-11-19T02:20:00Z'],
    ],
    [
      'the archive reaches back less far than promised',
      store({ firstRecoverabilityPoint: '2026-11-20T02:20:00Z' }),
      ['recovery window: from 2026-11-20T02:20:00Z'],
    ],
    [
      'the archive is empty after months',
      { 'ObjectStore phoenix-guardian-backups': { status: null } },
      [
        'base backup: none succeeded yet',
        'recovery window: no point (ObjectStore phoenix-guardian/phoenix-guardian-backups, server phoenix-guardian-db)',
      ],
    ],
    [
      'a certificate of the operator is not renewed',
      status({ certificates: { expirations: { 'phoenix-guardian-db-ca': '2026-11-25 13:00:00 +0000 UTC' } } }),
      ['certificates: ends 2026-11-25T13:00:00Z'],
    ],
    [
      'a role cannot be reconciled',
      status({ managedRolesStatus: { cannotReconcile: { api: ['could not perform DELETE'] } } }),
      ['managed roles: api: could not perform DELETE'],
    ],
    [
      'a parameter was changed by hand',
      spec({ postgresql: { parameters: { shared_buffers: '9GB' } } }),
      ['drift: differs in spec.postgresql.parameters.shared_buffers'],
    ],
    ['the cluster is missing', { [DB]: null }, ['drift: missing']],
    [
      'another operator runs',
      { 'Deployment cnpg': { spec: { template: { spec: { containers: [{ image: 'x/cloudnative-pg:1.28.0' }] } } } } },
      ['operator: 1.28.0 runs'],
    ],
  ])('%s', async (_, patches, expected) => {
    const { code, wrong, comparisons, server } = await verified(patches);
    expect(wrong).toEqual(expected);
    expect(code).toBe(1);
    expect(comparisons.filter(({ state, fix }) => state === 'wrong' && !fix)).toEqual([]);
    expect(server.refused).toEqual([]);
  });

  it('hibernation and an operator that looks away are a difference of two kinds: they are also drift', async () => {
    const { wrong } = await verified(annotated({ 'cnpg.io/hibernation': 'on' }));
    expect(wrong).toContain('hibernation: hibernated');
    expect((await verified(annotated({ 'cnpg.io/reconciliationLoop': 'disabled' }))).wrong).toContain(
      'reconciliation: disabled',
    );
  });
});

describe('what nobody can tell yet fails nothing', () => {
  it('a cluster of today has no base backup and no window', async () => {
    const { code, comparisons } = await verified({
      [DB]: { metadata: { creationTimestamp: '2026-11-21T10:00:00Z' } },
      'ObjectStore phoenix-guardian-backups': { status: null },
    });
    expect(code).toBe(0);
    const unknown = comparisons.filter(({ state }) => state === 'unknown').map(({ check }) => check);
    expect(unknown).toEqual(['base backup', 'recovery window', 'parameters', 'TLS of connections']);
  });

  it('a cluster that is younger than the window keeps its promise', async () => {
    const { code, comparisons } = await verified({
      [DB]: { metadata: { creationTimestamp: '2026-11-10T10:00:00Z' } },
      ...store({ firstRecoverabilityPoint: '2026-11-11T02:20:00Z' }),
    });
    expect(code).toBe(0);
    expect(comparisons.find(({ check }) => check === 'recovery window')?.running).toBe(
      'from 2026-11-11T02:20:00Z; the cluster is younger than the window',
    );
  });
});

describe('wrong usage', () => {
  it.each<[Partial<VerifyRequest>, string]>([
    [{ application: 'shop' }, 'no application "shop": there is'],
    [{ cluster: 'other' }, 'no cluster "other": there is phoenix-guardian-db'],
    [{ connection: 'host=x' }, '--connection: write a URI such as'],
    [{ connection: 'postgresql://127.0.0.1:1/postgres' }, '--connection: connect ECONNREFUSED'],
  ])('%o', async (given, message) => {
    await expect(verified({}, given)).rejects.toThrow(message);
  });
});
