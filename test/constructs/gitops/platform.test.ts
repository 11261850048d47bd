import { describe, expect, it } from 'vitest';
import { DEFAULT_TARGET, Duration, objectivesOn, operatorReplicas, type Platform, targetOf } from '../../../constructs';

const BARE: Platform = {
  name: 'bare',
  target: { ...DEFAULT_TARGET, kubernetes: '1.36' },
  nodes: 1,
  storageClasses: [],
};
const WATCHED: Platform = {
  ...BARE,
  nodes: 2,
  nodeMonitor: {
    gracePeriod: Duration.seconds(16),
    period: Duration.seconds(2),
    statusUpdateFrequency: Duration.seconds(4),
  },
  standbyTcpUserTimeout: Duration.seconds(2),
};

describe('what objectives assume', () => {
  it('follows the platform', () => {
    expect(objectivesOn(WATCHED, { availability: 99 })).toEqual({
      availability: 99,
      platform: {
        nodeMonitorGracePeriod: Duration.seconds(16),
        nodeMonitorPeriod: Duration.seconds(2),
        nodeStatusUpdateFrequency: Duration.seconds(4),
        operatorReplicas: 2,
        standbyTcpUserTimeout: Duration.seconds(2),
      },
    });
  });

  it('leaves to the defaults what the platform does not say', () => {
    expect(objectivesOn(BARE, {})).toEqual({ platform: { operatorReplicas: 1 } });
  });

  it('is what the objectives say themselves, if they do', () => {
    const own = { restoreCallMilliseconds: 400, operatorReplicas: 3 };
    expect(objectivesOn(BARE, { platform: own }).platform).toEqual(own);
  });
});

it.each([
  [1, 1],
  [2, 2],
  [9, 2],
])('on %d nodes run %d pods of each operator', (nodes, pods) => expect(operatorReplicas({ nodes })).toBe(pods));

it('the target is its own, or that of the platform, or the default', () => {
  const own = { ...DEFAULT_TARGET, operator: '1.28.4' };
  expect(targetOf({ platform: BARE, target: own })).toBe(own);
  expect(targetOf({ platform: BARE })).toBe(BARE.target);
  expect(targetOf({})).toBe(DEFAULT_TARGET);
});
