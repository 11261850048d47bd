import { Kind } from '../../manifests/object/kinds';
import { at, type Manifest } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { dependentsOf } from '../../manifests/object/references';
import { extensionsOf, librariesCarried, preloadedLibraries } from '../../manifests/postgres/extensions';
import { ImageReference } from '../../values/cnpg/image';
import {
  contentsOf,
  distributionOf,
  flavourOf,
  type ImageContents,
  isCnpgImage,
} from '../../values/cnpg/image-contents';
import { attempt } from '../../values/text/invalid-value';
import type { Verdict } from './change';

/** The effects of another image of the same major on a Cluster, in addition to the restart. */
export function imageEffects(from: string, to: string, cluster: Manifest, objects: Index): Partial<Verdict> {
  const left = libraryLeft(from, to, cluster, objects);
  const reasons = [left, distributionText(from, to, cluster), flavourText(from, to, cluster, objects)];
  const reason = reasons.filter((each) => each !== undefined).join('. ');
  return { ...(left !== undefined && { impact: 'outage' as const }), ...(reason !== '' && { reason }) };
}

/** Distributions have different versions of libc and ICU, which sort text differently. */
function distributionText(from: string, to: string, cluster: Manifest): string | undefined {
  const [old, next] = [distributionOf(from), distributionOf(to)];
  if (old === next) return undefined;
  if (old === undefined || next === undefined) {
    const [known, side] = old === undefined ? [next, 'old'] : [old, 'new'];
    return `The tag of the ${side} image names no distribution, and the other one is ${known}: if they differ, text is sorted differently, and text indexes must be rebuilt. Compare datcollversion in pg_database with pg_database_collation_actual_version(oid)`;
  }
  const isC = ['locale', 'localeCollate', 'localeProvider'].every(
    (field) => at(cluster, `spec.bootstrap.initdb.${field}`) === undefined,
  );
  const c = isC
    ? " (CNPG's default, locale C, does not depend on it; columns and databases with another locale do)"
    : '';
  return `The distribution changes from ${old} to ${next}, with another libc and ICU, which sort text differently${c}: text indexes may miss rows, and unique ones may accept duplicates. Compare datcollversion in pg_database with pg_database_collation_actual_version(oid), REINDEX the text indexes, then ALTER DATABASE … REFRESH COLLATION VERSION`;
}

/** What the new image no longer contains. */
export function flavourText(from: string, to: string, cluster: Manifest, objects: Index): string | undefined {
  const [old, next] = [contentsOf(from), contentsOf(to)];
  if (old === undefined || next === undefined) return undefined;
  const lost = lostIn(old, next);
  const used = lostInUse(from, to, cluster, objects);
  const barman = flavourOf(from) !== next.flavour && (flavourOf(from) ?? 'system') === 'system';
  const needsBarman = at(cluster, 'spec.backup.barmanObjectStore') !== undefined;
  const own = [
    lost.length === 0 ? undefined : `lacks ${lost.join(', ')}`,
    next.flavour === 'minimal' && flavourOf(from) !== 'minimal'
      ? 'has only the locales C, C.UTF-8 and POSIX'
      : undefined,
    barman && needsBarman
      ? 'lacks Barman Cloud, which spec.backup.barmanObjectStore needs, so archiving stops'
      : undefined,
  ].filter((part) => part !== undefined);
  if (own.length === 0) return undefined;
  const uses = used.length === 0 ? '' : `: everything that uses ${used.join(', ')} fails`;
  return `The ${next.flavour ?? 'new'} image ${own.join(', ')}${uses}`;
}

/** The extensions that the objects of a Cluster create, and that the new image lacks. */
export function lostInUse(from: string, to: string, cluster: Manifest, objects: Index): string[] {
  const [old, next] = [contentsOf(from), contentsOf(to)];
  if (old === undefined || next === undefined) return [];
  const lost = lostIn(old, next);
  const used = [cluster, ...dependentsOf(Kind.DATABASE, cluster, objects)].flatMap((manifest) =>
    extensionsOf(manifest, objects).flatMap(({ name }) => (lost.includes(name) ? [name] : [])),
  );
  return [...new Set(used)];
}

function lostIn(old: ImageContents, next: ImageContents): string[] {
  return [...new Set([...old.extensions, ...old.libraries])].filter(
    (name) => !next.extensions.has(name) && !next.libraries.has(name),
  );
}

/** A preloaded library that the new image lacks, or is not known to have: another repository is another build. */
export function libraryLeft(from: string, to: string, cluster: Manifest, objects: Index): string | undefined {
  const carried = librariesCarried(cluster, objects);
  const libraries = preloadedLibraries(cluster).map(({ name }) => name);
  const missing = libraries.filter((name) => carried !== undefined && !carried.has(name));
  if (missing.length > 0) {
    return `Library ${missing.join(', ')} is preloaded but not in the new image: PostgreSQL does not start with it`;
  }
  const [old, next] = [from, to].map((image) => attempt(() => ImageReference.parse(image))?.name);
  if (carried !== undefined || old === next || next === undefined || isCnpgImage(to)) return undefined;
  const unknown = libraries.filter(
    (name) => !PLAIN.has(name) && !next.replaceAll(/[^a-z0-9]/g, '').includes(name.replaceAll('_', '')),
  );
  if (unknown.length === 0) return undefined;
  return `Library ${unknown.join(', ')} is preloaded, but it is unknown whether the image of another repository, ${next}, contains it: PostgreSQL may not start. Remove it from shared_preload_libraries in the same commit, or verify the image`;
}

/** In every build of PostgreSQL with contrib. */
const PLAIN = new Set(['auto_explain', 'pg_prewarm', 'pg_stat_statements']);
