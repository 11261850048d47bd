import { imageOf } from '../../manifests/cnpg/cluster-image';
import { majorOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { text } from '../../manifests/object/manifest';
import { ImageReference } from '../../values/cnpg/image';
import { attempt } from '../../values/text/invalid-value';
import type { Verdict } from '../engine/change';
import { imageEffects } from '../engine/image-effects';
import { MajorChange } from '../engine/major-change';
import { isAt } from '../engine/path';
import type { Transition, TransitionContext } from '../engine/transition';

/** @see https://cloudnative-pg.io/documentation/1.28/postgres_upgrades/ */
export const image: Transition = {
  kinds: [Kind.CLUSTER],
  paths: ['spec.imageName', 'spec.imageCatalogRef'],
  judge({ path, before, after }, context) {
    const [from, to] = [context.before, context.after].map((side) => majorOf(side));
    if (from !== undefined && to !== undefined && from !== to) return otherMajor(from, to, context);
    const restart = isAt(path, 'spec.imageName') ? otherMinor(to, before, after) : undefined;
    const { impact, reason } = effectsOf(context);
    if (reason === undefined) return restart;
    const what = restart?.reason ?? 'the image changes, so all pods are recreated';
    return { impact: impact ?? 'rolling-update', reason: `${what}. ${reason}` };
  },
};

function otherMinor(major: number | undefined, before: unknown, after: unknown): Verdict | undefined {
  const [old, next] = [minorOf(before), minorOf(after)];
  if (old === undefined || next === undefined || old === next) return undefined;
  const reason =
    next > old
      ? `PostgreSQL ${major}.${old} becomes ${major}.${next}, so all pods are recreated`
      : `PostgreSQL ${major}.${old} is downgraded to ${major}.${next}, without the fixes since, and all pods are recreated`;
  return { impact: 'rolling-update', reason };
}

/** Both sides are normalized and without a name; the objects are as given. */
function effectsOf({ objects, namespace, name }: TransitionContext): Partial<Verdict> {
  const [old, next] = [objects.before, objects.after].map((side) => side.get(Kind.CLUSTER, namespace, name));
  const [from, to] = [old && imageOf(old, objects.before), next && imageOf(next, objects.after)];
  return next === undefined || !from || !to || from === to ? {} : imageEffects(from, to, next, objects.after);
}

function otherMajor(from: number, to: number, { objects, namespace, name }: TransitionContext): Verdict {
  if (to < from) {
    return {
      impact: 'rejected',
      reason: `PostgreSQL ${from} cannot be downgraded to ${to}; restore a backup of ${to} into a new cluster`,
    };
  }
  const [old, next] = [objects.before, objects.after].map((side) => side.get(Kind.CLUSTER, namespace, name));
  const change = old && next && new MajorChange(old, next, objects);
  const reason = `major upgrade from PostgreSQL ${from} to ${to}: all instances stop, pg_upgrade runs on the volume of the primary, and the replicas are copied from it again. Base backups of ${from} cannot restore ${to}: take one immediately, and run ANALYZE`;
  return { impact: 'outage', reason: [reason, ...(change?.warnings ?? [])].join('. ') };
}

function minorOf(value: unknown): number | undefined {
  const name = text(value);
  return name === undefined ? undefined : attempt(() => ImageReference.parse(name))?.postgres?.minor;
}
