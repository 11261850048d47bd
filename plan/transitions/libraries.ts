import { Kind } from '../../manifests/object/kinds';
import { at, list, type Manifest, record } from '../../manifests/object/manifest';
import { librariesCarried, preloadedLibraries } from '../../manifests/postgres/extensions';
import type { Transition } from '../engine/transition';

/**
 * A missing preloaded library stops the first instance that restarts.
 * @see https://cloudnative-pg.io/documentation/1.28/postgresql_conf/#shared-preload-libraries
 */
export const libraries: Transition = {
  kinds: [Kind.CLUSTER],
  paths: ['spec.postgresql.extensions', 'spec.postgresql.shared_preload_libraries'],
  judge(_, { objects, namespace, name }) {
    const [before, after] = [objects.before, objects.after].map((side) => side.get(Kind.CLUSTER, namespace, name));
    if (before === undefined || after === undefined) return undefined;
    const loaded = preloadedLibraries(after).map((library) => library.name);
    const carried = librariesCarried(after, objects.after);
    const missing = loaded.filter((library) => carried !== undefined && !carried.has(library));
    const gone = mounted(before).filter(
      (extension) => !mounted(after).includes(extension) && loaded.includes(extension),
    );
    if (missing.length > 0) {
      const what = `Library ${missing.join(', ')} is preloaded, and neither the image nor one that is mounted has it`;
      return { impact: 'outage', reason: `all pods are made again. ${what}: PostgreSQL does not start` };
    }
    if (carried !== undefined || gone.length === 0) return undefined;
    const what = `Library ${gone.join(', ')} stays preloaded while the image that is named after it goes`;
    return { impact: 'outage', reason: `all pods are made again. ${what}: PostgreSQL may not start` };
  },
};

/** Names of the extensions with their own images. */
function mounted(cluster: Manifest): string[] {
  return list(at(cluster, 'spec.postgresql.extensions')).map((extension) => `${record(extension).name}`);
}
