import { Kind } from '../../manifests/object/kinds';
import { text } from '../../manifests/object/manifest';
import { attempt } from '../../values/text/invalid-value';
import { retentionDays } from '../../values/time/retention';
import type { Transition } from '../engine/transition';

const DAY = 86_400_000;

/**
 * A shorter window deletes recovery points: with the plugin within half an hour, without it after the next backup.
 * @see https://cloudnative-pg.io/plugin-barman-cloud/docs/retention/
 */
export const retention: Transition = {
  kinds: [Kind.OBJECT_STORE, Kind.CLUSTER],
  paths: ['spec.retentionPolicy', 'spec.backup.retentionPolicy'],
  judge({ before, after }, { now }) {
    const [from, to] = [before, after].map((value) => {
      const policy = text(value);
      return policy === undefined ? undefined : attempt(() => retentionDays(policy));
    });
    if (after === undefined) {
      return { impact: 'none', reason: 'nothing is deleted any more: the archive grows without limit' };
    }
    if (to === undefined || (from !== undefined && to >= from)) return undefined;
    const since = new Date(now.getTime() - to * DAY).toISOString();
    const until = from === undefined ? 'all' : `those from ${new Date(now.getTime() - from * DAY).toISOString()}`;
    const reason = `recovery points before ${since} are deleted, ${until} on, and cannot be recovered; the base backup at the start of the window remains`;
    return { impact: 'data-loss', reason };
  },
};
