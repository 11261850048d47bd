import { contentsOf, mountedExtensions } from '../../values/cnpg/image-contents';
import { PRELOADED_EXTENSIONS } from '../../values/postgres/preloaded-extensions';
import { createdExtensions } from '../../values/postgres/sql-extensions';
import { applicationDatabaseOf, BOOTSTRAP_SQL } from '../cnpg/bootstrap';
import { extensionImagesOf, imageOf } from '../cnpg/cluster-image';
import { majorOf } from '../cnpg/cluster-traits';
import { Kind } from '../object/kinds';
import { at, groupKindOf, list, type Manifest, namespaceOf, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import { clusterOf } from '../object/references';
import { DEFAULT_IMAGE } from '../releases/operator-releases';
import { operatorFacts } from './parameters';
import { givenParameters, PARAMETERS } from './server-parameters';

/** A name in a manifest, and its position. */
interface Named {
  readonly name: string;
  readonly path: string;
}

/** The libraries that CNPG preloads: the listed ones, and those of extensions with a parameter. */
export function preloadedLibraries(cluster: Manifest): readonly Named[] {
  const given = list(at(cluster, 'spec.postgresql.shared_preload_libraries')).flatMap((library, index) => {
    const name = libraryName(text(library) ?? '');
    return name === '' ? [] : [{ name, path: `spec.postgresql.shared_preload_libraries[${index}]` }];
  });
  const parameters = Object.keys(givenParameters(cluster));
  const implied = operatorFacts().libraries.flatMap((name) => {
    const parameter = parameters.find((each) => each.startsWith(`${name}.`));
    return parameter === undefined ? [] : [{ name, path: `${PARAMETERS}.${parameter}` }];
  });
  return [...given, ...implied.filter(({ name }) => !given.some((other) => other.name === name))];
}

/** `$libdir/vchord.so` is `vchord`. */
function libraryName(library: string): string {
  return library
    .trim()
    .replace(/^\$libdir\//, '')
    .replace(/\.so$/, '');
}

/** What can be created in the databases of a Cluster; undefined if its image, or a mounted one, is unknown. */
export function extensionsCarried(cluster: Manifest, index: Index): ReadonlySet<string> | undefined {
  return carried('extensions', cluster, index);
}

/** What can be preloaded; undefined if the image, or a mounted one, is unknown. */
export function librariesCarried(cluster: Manifest, index: Index): ReadonlySet<string> | undefined {
  return carried('libraries', cluster, index);
}

function carried(what: 'extensions' | 'libraries', cluster: Manifest, index: Index): ReadonlySet<string> | undefined {
  const isDefault = !text(at(cluster, 'spec.imageName')) && at(cluster, 'spec.imageCatalogRef') === undefined;
  const image = isDefault ? DEFAULT_IMAGE : imageOf(cluster, index);
  const own = image === undefined ? undefined : contentsOf(image)?.[what];
  const mounted = extensionImagesOf(cluster, index).map(({ name, reference }) => mountedExtensions(name, reference));
  if (own === undefined || mounted.includes(undefined)) return undefined;
  if (mounted.length === 0) return own;
  return new Set([...own, ...mounted.flatMap((names) => names ?? [])]);
}

/** The extensions that an object creates: the entries of a Database, or the SQL in the bootstrap of a Cluster. */
export function extensionsOf(manifest: Manifest, index: Index): readonly Named[] {
  if (groupKindOf(manifest) !== Kind.DATABASE) return inBootstrap(manifest, index);
  return list(at(manifest, 'spec.extensions')).flatMap((entry, position) => {
    const { name, ensure } = record(entry);
    const given = text(name) ?? '';
    return given === '' || ensure === 'absent' ? [] : [{ name: given, path: `spec.extensions[${position}].name` }];
  });
}

function inBootstrap(cluster: Manifest, index: Index): Named[] {
  if (applicationDatabaseOf(cluster).method !== 'initdb') return [];
  return BOOTSTRAP_SQL.flatMap((field) => {
    const path = `spec.bootstrap.initdb.${field}`;
    const own = list(at(cluster, path)).map((sql, position) => ({
      sql: text(sql) ?? '',
      path: `${path}[${position}]`,
    }));
    const references = list(at(cluster, `${path}Refs.configMapRefs`)).map((reference, position) => {
      const { name, key } = record(reference);
      const map = index.get(Kind.CONFIG_MAP, namespaceOf(cluster), text(name) ?? '');
      const sql = text(record(map?.data)[text(key) ?? '']) ?? '';
      return { sql, path: `${path}Refs.configMapRefs[${position}]` };
    });
    return [...own, ...references].flatMap(({ sql, path: place }) =>
      createdExtensions(sql).map((name) => ({ name, path: place })),
    );
  });
}

/** The extensions of an object that need a preloaded library, which the Cluster does not preload. */
export function unloadedExtensions(manifest: Manifest, index: Index): (Named & { library: string; cluster: string })[] {
  const cluster = groupKindOf(manifest) === Kind.CLUSTER ? manifest : clusterOf(manifest, index);
  if (cluster === undefined) return [];
  const extensions = extensionsOf(manifest, index);
  if (extensions.length === 0) return [];
  const loaded = new Set(preloadedLibraries(cluster).map(({ name }) => name));
  const [carries, major] = [extensionsCarried(cluster, index), majorOf(cluster) ?? 0];
  return extensions.flatMap(({ name, path }) => {
    const needed = Object.hasOwn(PRELOADED_EXTENSIONS, name) ? PRELOADED_EXTENSIONS[name] : undefined;
    if (needed === undefined || major > (needed.until ?? major) || loaded.has(needed.library)) return [];
    // Another rule reports what is not in the image.
    if (carries?.has(name) === false) return [];
    return [{ name, path, library: needed.library, cluster: String(cluster.metadata.name) }];
  });
}
