import { assert, constantFrom, integer, property, record } from 'fast-check';
import { expect, it } from 'vitest';
import { claimStatus } from '../../../rules/objectives';
import { claimsOf, OPERATOR, PLUGIN } from './support';

/** Clusters good and bad, over the settings that proofs look at. */
const cluster = record({
  'spec.instances': integer({ min: 1, max: 6 }),
  'spec.smartShutdownTimeout': constantFrom(undefined, 1, 5, 60),
  'spec.failoverDelay': constantFrom(undefined, 0, 10),
  'spec.postgresql.synchronous': constantFrom(
    undefined,
    { method: 'any', number: 1, dataDurability: 'required', failoverQuorum: true },
    { method: 'any', number: 2, dataDurability: 'required' },
    { method: 'first', number: 1, dataDurability: 'preferred' },
  ),
  'spec.affinity.podAntiAffinityType': constantFrom('required', 'preferred'),
  'spec.affinity.topologyKey': constantFrom('kubernetes.io/hostname', 'topology.kubernetes.io/zone'),
  'spec.postgresql.parameters': constantFrom({}, { archive_timeout: '1min', wal_retrieve_retry_interval: '1s' }),
});
const schedule = record({ 'spec.schedule': constantFrom('0 0 2 * * *', '0 0 2 * * SUN', '0 0 2 1 * *') });
const store = record({
  'spec.retentionPolicy': constantFrom(undefined, '7d', '30d', '6m'),
  'spec.configuration.wal': constantFrom(undefined, { maxParallel: 4 }),
});
const platform = constantFrom(
  {},
  { nodeMonitorGracePeriod: '16s', nodeMonitorPeriod: '2s', nodeStatusUpdateFrequency: '4s', operatorReplicas: 2 },
);

/** How strict an objective is, from 0; and by how much a second one is weaker. */
const strictness = record({ seconds: integer({ min: 0, max: 200 }), more: integer({ min: 0, max: 200 }) });

function objectives(seconds: number): object {
  const limit = `${seconds}s`;
  return {
    rpo: { failover: limit, disaster: `${seconds * 3}s` },
    rto: { podLoss: limit, nodeLoss: limit, zoneLoss: limit, partition: limit },
    pitrWindow: `${Math.max(1, 200 - seconds)}d`,
    availability: 100 - (seconds + 1) / 200,
    zones: Math.max(1, 6 - Math.floor(seconds / 40)),
    tls: 'required',
    latency: { p99Milliseconds: seconds * 10 + 1 },
  };
}

it('never fails a weaker objective where a stronger one passes', () => {
  const given = record({
    cluster,
    schedule,
    store,
    platform,
    others: constantFrom([], [OPERATOR], [OPERATOR, PLUGIN]),
  });
  assert(
    property(given, strictness, (manifests, { seconds, more }) => {
      const [strong, weak] = [seconds, seconds + more].map((each) =>
        claimsOf({ ...manifests, objectives: objectives(each) }),
      );
      strong?.forEach((claim, index) => {
        const weaker = weak?.[index];
        expect(weaker?.rule).toBe(claim.rule);
        if (claimStatus(claim) !== 'failed') expect(weaker?.gaps).toEqual([]);
      });
    }),
    { numRuns: 300 },
  );
});

it('says what to do about every gap', () => {
  assert(
    property(cluster, (changes) => {
      for (const { gaps } of claimsOf({ cluster: changes, objectives: objectives(0) })) {
        for (const { message, fix } of gaps) expect([message, fix]).not.toContain('');
      }
    }),
  );
});
