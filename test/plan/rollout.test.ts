import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../manifests/object/manifest';
import { rollingUpdateOf } from '../../plan/engine/rollout';
import { cluster, parameters, planOf } from './objects';

type Fields = Record<string, unknown>;

function first(before: Manifest, after: Manifest) {
  const [change] = planOf([before], [after]).changes;
  return { impact: change?.impact, reason: '', ...change?.fields[0] };
}

describe('how the instances restart', () => {
  const rolled = (spec: Fields) => first(cluster(spec), cluster({ ...spec, logLevel: 'debug' }));

  test('replicas, switchover, old primary', () => {
    const { impact, reason } = rolled({});
    expect(impact).toBe('rolling-update');
    expect(reason).toContain(
      '3 instances restart: 2 replicas one after another, the highest number first, then a switchover, then the old primary. Without writes for 7 to 10 s',
    );
  });

  test('one instance has nothing to switch over to', () => {
    const { impact, reason } = rolled({ instances: 1 });
    expect(impact).toBe('restart');
    expect(reason).toContain('1 instance restarts: the only instance. Without writes for 10 to 210 s');
  });

  test('without primaryUpdateMethod the primary restarts in place', () => {
    const { impact, reason } = rolled({ primaryUpdateMethod: undefined, smartShutdownTimeout: 5 });
    expect(impact).toBe('restart');
    expect(reason).toContain('then the primary in place. Without writes for 3 to 35 s: primaryUpdateMethod is restart');
  });

  test.each(['switchover', 'restart'])('a supervised primary waits for somebody, with %s', (primaryUpdateMethod) => {
    const { impact, reason } = rolled({ instances: 2, primaryUpdateStrategy: 'supervised', primaryUpdateMethod });
    expect(impact).toBe('rolling-update');
    expect(reason).toContain('the replica, the highest number first; the primary waits for kubectl cnpg promote');
  });

  test('a hibernated cluster has no pods to restart', () => {
    const asleep = { annotations: { 'cnpg.io/hibernation': 'on' } };
    const after = { ...parameters({ max_wal_senders: '5', archive_timeout: '10min' }), logLevel: 'debug' };
    const [change] = planOf([cluster({}, asleep)], [cluster(after, asleep)]).changes;
    expect(change?.fields.map(({ impact }) => impact)).toEqual(['none', 'none', 'none']);
    for (const { reason } of change?.fields ?? [])
      expect(reason).toMatch(/hibernated, so this applies at the next start/);
    expect(first(cluster({}, asleep), cluster({ logLevel: 'debug' })).impact).toBe('rolling-update');
    expect(planOf([cluster({}, asleep)], [cluster({ postgresUID: 1000 }, asleep)]).worst).toBe('rejected');
  });

  test('a change from outside rolls the clusters that have pods', () => {
    const asleep = cluster({}, { annotations: { 'cnpg.io/hibernation': 'on' } });
    expect(rollingUpdateOf([asleep, cluster({}, { name: 'up' })], 'a cause')).toEqual({
      impact: 'rolling-update',
      reason: 'a cause, so all instances of Cluster shop/up (3 instances) are recreated',
    });
    expect(rollingUpdateOf([asleep], 'a cause').impact).toBe('none');
    expect(rollingUpdateOf([], 'a cause').impact).toBe('rolling-update');
  });

  test('it is told once, and neither for a misspelled parameter nor for hibernation', () => {
    const [change] = planOf([cluster()], [cluster({ logLevel: 'debug', stopDelay: 60 })]).changes;
    expect(change?.fields.filter(({ reason }) => reason.includes('instances restart'))).toHaveLength(1);
    expect(first(cluster(), cluster(parameters({ shared_bufers: '1GB' }))).reason).not.toContain('instances restart');
  });
});

describe('what the seconds were measured on', () => {
  const barman = { name: 'barman-cloud.cloudnative-pg.io', isWALArchiver: true, parameters: { barmanObjectName: 'a' } };
  const lower = parameters({ max_connections: '50' });
  test.each<[what: string, before: Fields, after: Fields, basis: RegExp]>([
    ['a switchover', {}, { logLevel: 'debug' }, /7 to 10 s: a switchover \(measured with three .*: 7 to 8 s\)$/],
    [
      'a switchover with an archive',
      { plugins: [barman] },
      { plugins: [barman], logLevel: 'debug' },
      /without an archive: with the Barman Cloud plugin .* 34 to 102 s instead of 12\)$/,
    ],
    [
      'a restart in place',
      { smartShutdownTimeout: 5 },
      { smartShutdownTimeout: 5, ...lower },
      /3 to 20 s: .*20 s while/,
    ],
    ['one instance', { instances: 1 }, { instances: 1, logLevel: 'debug' }, /healthy 30 s after .*, 65 s while/],
    [
      'without a switchover',
      { primaryUpdateMethod: 'restart' },
      { primaryUpdateMethod: 'restart', logLevel: 'debug' },
      /191 s/,
    ],
    [
      'a major upgrade',
      {},
      { imageName: 'ghcr.io/cloudnative-pg/postgresql:18.1-standard-trixie' },
      /an estimate, not measured: test it\)$/,
    ],
  ])('%s', (_, before, after, basis) => expect(first(cluster(before), cluster(after)).reason).toMatch(basis));
});
