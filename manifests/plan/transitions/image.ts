import { ImageReference } from '../../../values/image';
import { attempt } from '../../../values/invalid-value';
import { ClusterView } from '../../admission/cluster-view';
import type { Json } from '../../admission/json';
import { Kind } from '../../kinds';
import { text } from '../../manifest';
import type { Verdict } from '../change';
import { isAt } from '../path';
import type { Transition } from '../transition';

/** @see https://cloudnative-pg.io/documentation/1.28/postgres_upgrades/ */
export const image: Transition = {
  kinds: [Kind.CLUSTER],
  paths: ['spec.imageName', 'spec.imageCatalogRef'],
  judge({ path, before, after }, context) {
    const [from, to] = [context.before, context.after].map((side) => new ClusterView(side as Json).major);
    if (from !== undefined && to !== undefined && from !== to) return otherMajor(from, to);
    if (!isAt(path, 'spec.imageName')) return undefined;
    const [old, next] = [minorOf(before), minorOf(after)];
    if (old === undefined || next === undefined || old === next) return undefined;
    const reason =
      next > old
        ? `PostgreSQL ${to}.${old} becomes ${to}.${next}, so all pods are made again`
        : `PostgreSQL ${to}.${old} goes back to ${to}.${next}, without what was fixed since, and all pods are made again`;
    return { impact: 'rolling-update', reason };
  },
};

function otherMajor(from: number, to: number): Verdict {
  if (to < from) {
    return {
      impact: 'rejected',
      reason: `PostgreSQL ${from} cannot go back to ${to}; restore a backup of ${to} into a new cluster`,
    };
  }
  const reason = `major upgrade from PostgreSQL ${from} to ${to}: all instances stop, pg_upgrade runs on the primary's volume, and the replicas are copied from it again. Base backups of ${from} cannot restore ${to}: take one at once, and run ANALYZE`;
  return { impact: 'outage', reason };
}

function minorOf(value: unknown): number | undefined {
  const name = text(value);
  return name === undefined ? undefined : attempt(() => ImageReference.parse(name))?.postgres?.minor;
}
