import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { installedServer } from '../../../commands/postgres/installed-server';
import { RESTORE_CALLS } from '../../../rules/objectives/measurements';
import { failOver, type ObservedFailover } from '../../support/failing-over';
import type { RestoreCall } from '../../support/restore-command';

const SECONDS = 1;
/** Without calls: the pauses of those that find nothing, and of a standby that was refused. Measured: 1.6 to 2.5 s. */
const WITHOUT_CALLS = 3;

const count = (calls: readonly RestoreCall[]) => {
  const history = calls.filter(({ file }) => file.endsWith('.history')).length;
  return { history, segment: calls.length - history };
};

/** What each made while writes waited for it: `b` until it was promoted, `c` after that. */
function waitedFor({ calls, promoted }: ObservedFailover) {
  const looked = calls.filter(({ how }) => how === 'archive');
  return {
    promoted: count(looked.filter(({ instance, begin }) => instance === 'b' && begin < promoted)),
    follower: count(looked.filter(({ instance, end }) => instance === 'c' && end > promoted)),
  };
}

describe.runIf(installedServer() !== undefined && process.platform === 'linux')('calls of restore_command', () => {
  describe.each([
    ['an operator from 1.28.1 on', true, RESTORE_CALLS.follower],
    ['1.28.0', false, RESTORE_CALLS.followerBefore],
  ] as const)('after a lost node, with %s', (_, refusesFuture, follower) => {
    let observed: readonly ObservedFailover[];
    const observe = async () => {
      // Where in its calls a standby is when the other is promoted is chance.
      const failovers = [
        { detection: 8, timelines: 0 },
        { detection: 8.6, timelines: 2 },
      ];
      const options = { seconds: SECONDS, maxParallel: 4, refusesFuture };
      observed = await Promise.all(failovers.map((each) => failOver({ ...options, ...each })));
    };
    beforeAll(observe);
    // Other tests that take the processors away delay a standby, and it asks once more or later: then it is observed again.
    const onceMore = { retry: 2 };
    beforeEach(async ({ task }) => {
      if ((task.result?.retryCount ?? 0) > 0) await observe();
    });

    it('are no more than the proof counts, and not half as many', onceMore, () => {
      for (const { promoted, follower: followed } of observed.map(waitedFor)) {
        expect(promoted.history).toBeLessThanOrEqual(RESTORE_CALLS.promoted.history);
        expect(promoted.segment).toBe(RESTORE_CALLS.promoted.segment);
        expect(followed.history).toBeLessThanOrEqual(follower.history);
        expect(followed.segment).toBeLessThanOrEqual(follower.segment);
        expect(2 * (followed.history + followed.segment)).toBeGreaterThanOrEqual(follower.history + follower.segment);
      }
    });

    it('take as long as is computed at most, and overlap with those before the promotion', onceMore, () => {
      const all = RESTORE_CALLS.promoted;
      const most = SECONDS * (all.history + all.segment + follower.history + follower.segment) + WITHOUT_CALLS;
      for (const { written, promoted } of observed) {
        expect(promoted).toBeLessThanOrEqual(SECONDS * (all.history + all.segment) + WITHOUT_CALLS);
        expect(written).toBeLessThanOrEqual(most);
      }
    });

    it('lose no acknowledged row', () => {
      expect(observed.map(({ lost }) => lost)).toEqual([0, 0]);
    });
  });
});
