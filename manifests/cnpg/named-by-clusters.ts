import { groupBy } from '../../values/collections/group-by';
import { type SecretReference, secretReferencesOf } from '../kubernetes/secret-references';
import { placeKey } from '../object/identity';
import { Kind } from '../object/kinds';
import { list, type Manifest, namespaceOf, record, text } from '../object/manifest';
import type { Index } from '../object/object-index';
import { clusterOf } from '../object/references';
import { clustersBySecret } from './clusters-by-secret';
import { storeReferences } from './plugins';

/** Fields of a Cluster that name a ConfigMap, or several. */
const OF_CONFIG_MAPS = new Set([
  'configMap',
  'configMapKeyRef',
  'configMapRef',
  'configMapRefs',
  'customQueriesConfigMap',
]);
/** Those that give their pods what these cannot start without. */
const OF_PODS = new Set(['configMap', 'configMapKeyRef', 'configMapRef']);
const DEEPEST = 40;

/** The Clusters, poolers and stores of archives that name a ConfigMap of their namespace. */
export function namingConfigMap(namespace: string, name: string, index: Index): readonly Manifest[] {
  return index.derive(byConfigMap).get(placeKey(namespace, name)) ?? [];
}

/** The Clusters whose pods do not start without a ConfigMap of their namespace: they have variables or files of it, and not as an option. */
export function clustersStartingWith(namespace: string, name: string, index: Index): readonly Manifest[] {
  return index.derive(byNeededConfigMap).get(placeKey(namespace, name)) ?? [];
}

/** The Clusters that read a Secret: themselves, in their roles and poolers, or in the store of their archive. */
export function clustersReadingSecret(namespace: string, name: string, index: Index): readonly Manifest[] {
  const named = index.derive(bySecret).get(placeKey(namespace, name)) ?? [];
  return [...new Set([...named, ...clustersBySecret(namespace, name, index)])];
}

/** Whether what reads a Secret takes it into variables of the environment alone, as they are when a container starts. */
export function isReadAtStart(namespace: string, name: string, index: Index): boolean {
  const later = index.derive(bySecretLater).get(placeKey(namespace, name)) ?? [];
  return [...later, ...clustersBySecret(namespace, name, index)].length === 0;
}

type Entry = { readonly key: string; readonly cluster: Manifest };

function byConfigMap(index: Index): ReadonlyMap<string, Manifest[]> {
  const naming = [Kind.CLUSTER, Kind.POOLER, Kind.OBJECT_STORE].flatMap((kind) => index.all(kind));
  return grouped(naming.flatMap((each) => entries(each, configMapsIn(each.spec, 'spec', isNaming))));
}

function byNeededConfigMap(index: Index): ReadonlyMap<string, Manifest[]> {
  return grouped(
    index.all(Kind.CLUSTER).flatMap((cluster) => entries(cluster, configMapsIn(cluster.spec, 'spec', isNeeded))),
  );
}

function bySecret(index: Index): ReadonlyMap<string, Manifest[]> {
  return secretsRead(index, () => true);
}

const ENVIRONMENT = /\.env(?:From)?\[\d+\]/;

function bySecretLater(index: Index): ReadonlyMap<string, Manifest[]> {
  return secretsRead(index, ({ path }) => !ENVIRONMENT.test(path));
}

function secretsRead(index: Index, isWanted: (reference: SecretReference) => boolean): ReadonlyMap<string, Manifest[]> {
  const secretsOf = (manifest: Manifest) =>
    secretReferencesOf(manifest)
      .filter(isWanted)
      .map(({ name }) => name);
  const own = index.all(Kind.CLUSTER).flatMap((cluster) => {
    const stores = storeReferences(cluster).flatMap(({ store }) => {
      const found = index.get(Kind.OBJECT_STORE, namespaceOf(cluster), text(store) ?? '');
      return found === undefined ? [] : secretsOf(found);
    });
    return entries(cluster, [...secretsOf(cluster), ...stores]);
  });
  const through = [Kind.POOLER, Kind.DATABASE_ROLE].flatMap((kind) =>
    index.all(kind).flatMap((manifest) => {
      const cluster = clusterOf(manifest, index);
      return cluster === undefined ? [] : entries(cluster, secretsOf(manifest));
    }),
  );
  return grouped([...own, ...through]);
}

function entries(cluster: Manifest, names: readonly string[]): Entry[] {
  return [...new Set(names)].map((name) => ({ key: placeKey(namespaceOf(cluster), name), cluster }));
}

function grouped(all: readonly Entry[]): ReadonlyMap<string, Manifest[]> {
  return new Map([...groupBy(all, ({ key }) => key)].map(([key, found]) => [key, found.map(({ cluster }) => cluster)]));
}

type Names = (field: string, value: Readonly<Record<string, unknown>>) => boolean;

function isNaming(field: string): boolean {
  return OF_CONFIG_MAPS.has(field);
}

function isNeeded(field: string, { optional }: Readonly<Record<string, unknown>>): boolean {
  return OF_PODS.has(field) && optional !== true;
}

function configMapsIn(value: unknown, field: string, names: Names, depth = 0): string[] {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return [];
  if (Array.isArray(value)) return list(value).flatMap((each) => configMapsIn(each, field, names, depth + 1));
  const fields = record(value);
  const own = names(field, fields) ? text(fields.name) : undefined;
  const below = Object.entries(fields).flatMap(([key, each]) => configMapsIn(each, key, names, depth + 1));
  return own === undefined ? below : [own, ...below];
}
