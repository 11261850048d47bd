import { imageOf } from '../../manifests/cnpg/cluster-image';
import { majorOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { at } from '../../manifests/object/manifest';
import { ImageReference } from '../../values/cnpg/image';
import { attempt } from '../../values/text/invalid-value';
import type { Verdict } from '../engine/change';
import { imageEffects } from '../engine/image-effects';
import { imageText } from '../engine/image-text';
import { worst } from '../engine/impact';
import { MajorChange } from '../engine/major-change';
import type { Transition, TransitionContext } from '../engine/transition';

/** @see https://cloudnative-pg.io/documentation/1.28/postgres_upgrades/ */
export const image: Transition = {
  kinds: [Kind.CLUSTER],
  paths: ['spec.imageName', 'spec.imageCatalogRef'],
  judge(_, context) {
    const [from, to] = [context.before, context.after].map((side) => majorOf(side));
    if (from !== undefined && to !== undefined && from !== to) return otherMajor(from, to, context);
    return sameMajor(to, context);
  },
};

/** Both sides are normalized and without a name; the objects are as given. */
function sameMajor(major: number | undefined, { objects, namespace, name }: TransitionContext): Verdict | undefined {
  const [old, next] = [objects.before, objects.after].map((side) => side.get(Kind.CLUSTER, namespace, name));
  const [from, to] = [old && imageOf(old, objects.before), next && imageOf(next, objects.after)];
  if (next === undefined || !to || from === to) return undefined;
  const other = majorIn(to);
  // A bot that knows no majors does this to a catalog.
  if (other !== undefined && major !== undefined && other !== major && at(next, 'spec.imageName') === undefined) {
    const reason = `the catalog now lists PostgreSQL ${other} ("${to}") under major ${major}: PostgreSQL ${other} does not start on data of ${major}. List it under major ${other}, and keep the image of ${major}`;
    return { impact: 'outage', reason };
  }
  if (!from) {
    const reason =
      "the image changes, so all pods are recreated. Without imageName it is the operator's default of the day when the cluster was created, which the manifests do not tell: compare version and distribution with what runs";
    return { impact: 'rolling-update', reason };
  }
  const what = imageText(from, to);
  const effects = imageEffects(from, to, next, objects.after);
  return {
    impact: worst(what.impact, effects.impact ?? 'rolling-update'),
    reason: [what.reason, ...(effects.reason === undefined ? [] : [effects.reason])].join('. '),
  };
}

function otherMajor(from: number, to: number, { objects, namespace, name, target }: TransitionContext): Verdict {
  if (to < from) {
    return {
      impact: 'rejected',
      reason: `PostgreSQL ${from} cannot be downgraded to ${to}; restore a backup of ${to} into a new cluster`,
    };
  }
  const [before, after] = [objects.before, objects.after].map((side) => side.get(Kind.CLUSTER, namespace, name));
  const change = before && after && new MajorChange({ before, after, objects, target });
  const reason = `major upgrade from PostgreSQL ${from} to ${to}: all instances stop, pg_upgrade runs on the volume of the primary, and the replicas are copied from it again. Base backups of ${from} cannot restore ${to}: take one immediately, and run ANALYZE`;
  return { impact: 'outage', reason: [reason, ...(change?.warnings ?? [])].join('. ') };
}

function majorIn(image: string): number | undefined {
  return attempt(() => ImageReference.parse(image))?.postgres?.major;
}
