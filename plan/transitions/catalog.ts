import { Kind } from '../../manifests/object/kinds';
import { at, namespaceOf, text } from '../../manifests/object/manifest';
import { imageEffects } from '../engine/image-effects';
import { worstOf } from '../engine/impact';
import { namesOf } from '../engine/object-names';
import { isAt } from '../engine/path';
import { rollingUpdateOf } from '../engine/rollout';
import type { Transition } from '../engine/transition';

/** A new image in a catalog rolls all clusters that use it, at the same time. */
export const catalog: Transition = {
  kinds: [Kind.IMAGE_CATALOG, Kind.CLUSTER_IMAGE_CATALOG],
  paths: ['spec.images'],
  judge({ path, before, after }, context) {
    const key = path[2];
    const major = typeof key === 'object' ? key.entry.major : undefined;
    const { kind } = context.after;
    const users = context.objects.after.all(Kind.CLUSTER).filter((cluster) => {
      const from = at(cluster, 'spec.imageCatalogRef');
      if (at(from, 'name') !== context.name || at(from, 'kind') !== kind) return false;
      if (kind === 'ImageCatalog' && namespaceOf(cluster) !== context.namespace) return false;
      return major === undefined || `${at(from, 'major')}` === major;
    });
    if (users.length === 0) return undefined;
    if (after === undefined) {
      return {
        impact: 'ignored',
        reason: `${namesOf(users)} no longer finds an image: its pods keep running, but CNPG does not reconcile it, not even a failover. Restore the image`,
      };
    }
    const verdict = rollingUpdateOf(users, 'the image changes for all clusters at once');
    // The whole entry, or only its image.
    const [from, to] = [before, after].map((value) =>
      isAt(path, 'spec.images.[].image') ? text(value) : text(at(value, 'image')),
    );
    if (from === undefined || to === undefined || from === to) return verdict;
    const effects = users.map((user) => imageEffects(from, to, user, context.objects.after));
    const reasons = [...new Set(effects.flatMap(({ reason }) => reason ?? []))];
    const impact = worstOf([verdict.impact, ...effects.flatMap((effect) => effect.impact ?? [])]);
    return { impact, reason: [verdict.reason, ...reasons].join('. ') };
  },
};
