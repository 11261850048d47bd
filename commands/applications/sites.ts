import { type Application, type Suppression, type Target, targetOf } from '../../constructs/index';
import { manifestName } from '../../manifests/object/identity';
import type { Manifest } from '../../manifests/object/manifest';
import { groupBy } from '../../values/collections/group-by';

interface Placed {
  readonly manifest: Manifest;
  readonly platform: string | undefined;
}

/** What of an application is on one platform, and how it is judged. */
interface Site<D extends Placed> {
  readonly platform: string | undefined;
  readonly target: Target;
  readonly suppressions: readonly Suppression[];
  readonly documents: readonly D[];
}

/**
 * The objects of an application by the platform that applies them. What somebody else applies is judged with the first site, and so is a
 * suppression of an object that no other site has.
 */
export function sitesOf<D extends Placed>(application: Application, documents: readonly D[]): readonly Site<D>[] {
  const { platform: own, platforms = [], suppressions } = application;
  const byPlatform = groupBy(documents, ({ platform }) => platform);
  const others = platforms
    .filter(({ name }) => name !== own?.name)
    .map((platform): Site<D> => {
      const those = byPlatform.get(platform.name) ?? [];
      const names = new Set(those.map(({ manifest }) => manifestName(manifest)));
      return {
        platform: platform.name,
        target: targetOf({ platform }),
        suppressions: suppressions.filter(({ object }) => names.has(object)),
        documents: those,
      };
    });
  const taken = new Set<unknown>(others.flatMap((site) => [...site.suppressions, ...site.documents]));
  const first = {
    platform: own?.name,
    target: targetOf(application),
    suppressions: suppressions.filter((each) => !taken.has(each)),
    documents: documents.filter((each) => !taken.has(each)),
  };
  return [first, ...others];
}
