import type { Platform, PostgresCluster } from '../../constructs/index';
import { Kind } from '../../manifests/object/kinds';
import { at, type GroupKind, groupKindOf, type Manifest, text } from '../../manifests/object/manifest';
import { clusterNameOf } from '../../manifests/object/references';
import { monitored } from './companion-words';
import type { Expression, Words } from './expression';
import type { Given } from './given-object';

/** How objects of a kind are declared. */
export interface AdoptedKind {
  /** The field of `config.ts` with all of them. */
  readonly field: string;
  /** The class, for objects without a cluster in this application. */
  readonly construct: string;
  /** The type of what `config.ts` says of one. */
  readonly options: string;
  /** The method of the cluster, or pooler, that they belong to. @default - they stand for themselves */
  readonly add?: keyof PostgresCluster & `add${string}`;
  /** Words that a construct cannot do without. */
  readonly required: readonly string[];
  /** Fields of the spec that `spec: { … }` does not take. */
  readonly fixed: readonly string[];
}

/** The kinds that constructs declare, in the order in which they are made. */
export const ADOPTED_KINDS: ReadonlyMap<GroupKind, AdoptedKind> = new Map<GroupKind, AdoptedKind>([
  [
    Kind.OBJECT_STORE,
    {
      field: 'stores',
      construct: 'ObjectStore',
      options: 'ObjectStoreProps',
      required: ['name', 'destinationPath', 'credentials', 'sidecarResources', 'protection'],
      fixed: [],
    },
  ],
  [
    Kind.IMAGE_CATALOG,
    {
      field: 'catalogs',
      construct: 'ImageCatalog',
      options: 'ImageCatalogProps',
      required: ['name', 'images'],
      fixed: ['images'],
    },
  ],
  [
    Kind.CLUSTER,
    {
      field: 'clusters',
      construct: 'PostgresCluster',
      options: 'AnyClusterProps',
      required: ['name', 'version', 'image', 'instances', 'storage', 'bootstrap', 'protection', 'adopted'],
      fixed: [],
    },
  ],
  [Kind.POOLER, companion('poolers', 'Pooler', 'addPooler', ['mode', 'instances'], ['cluster', 'monitoring'])],
  [Kind.DATABASE, companion('databases', 'Database', 'addDatabase', ['owner', 'protection'], ['cluster'])],
  [
    Kind.SCHEDULED_BACKUP,
    companion(
      'schedules',
      'ScheduledBackup',
      'addScheduledBackup',
      ['schedule', 'method'],
      ['cluster', 'method', 'schedule'],
    ),
  ],
  [Kind.PUBLICATION, companion('publications', 'Publication', 'addPublication', ['target', 'protection'], ['cluster'])],
  [
    Kind.SUBSCRIPTION,
    companion('subscriptions', 'Subscription', 'addSubscription', ['source', 'publication', 'protection'], ['cluster']),
  ],
  [Kind.POD_MONITOR, companion('monitors', 'PodMonitor', 'addPodMonitor', [], [])],
]);

function companion(
  field: string,
  construct: string,
  add: AdoptedKind['add'],
  required: readonly string[],
  fixed: readonly string[],
): AdoptedKind {
  return { field, construct, options: `${construct}Options`, add, required: ['name', ...required], fixed };
}

/** One object in the words of a construct. */
export interface AdoptedObject {
  readonly kind: AdoptedKind;
  readonly name: string;
  readonly given: Given;
  /** Name of the Cluster, or of the Pooler, that it belongs to. @default - none */
  readonly of?: { readonly kind: GroupKind; readonly name: string };
  readonly words: Words;
}

/** One object that stays as it was written, and why. */
export interface CarriedObject {
  readonly given: Given;
  /** Why no construct declares it. @default - there is none for its kind */
  readonly reason?: string;
}

/** An application that is being adopted. */
export interface AdoptedModel {
  readonly name: string;
  readonly namespace: string;
  readonly objects: readonly AdoptedObject[];
  readonly carried: readonly CarriedObject[];
  /** Those that one declaration says together. @default - each is made by its own construct */
  readonly production?: AdoptedProduction;
}

/** A ProductionDatabase whose parts are what ran before, and nothing else. */
export interface AdoptedProduction {
  readonly platform: Platform;
  readonly cluster: AdoptedObject;
  /** What `config.ts` says beside names and platform. */
  readonly declaration: Words;
  /** Parts that new databases have and this one had not. */
  readonly off: Words;
  /** What the chart adds to it. */
  readonly beside: readonly AdoptedObject[];
}

/** What an object belongs to. */
export function ownerOf(manifest: Manifest): AdoptedObject['of'] {
  if (groupKindOf(manifest) === Kind.CLUSTER) return undefined;
  if (groupKindOf(manifest) !== Kind.POD_MONITOR) {
    const name = clusterNameOf(manifest) ?? text(at(manifest, 'spec.cluster.name'));
    return name === undefined ? undefined : { kind: Kind.CLUSTER, name };
  }
  const { cluster, pooler } = monitored(manifest);
  if (pooler !== undefined) return { kind: Kind.POOLER, name: pooler };
  return cluster === undefined ? undefined : { kind: Kind.CLUSTER, name: cluster };
}

/** The object that another one belongs to, if a construct of this application declares it. */
export function declaredOwner(
  { objects }: Pick<AdoptedModel, 'objects'>,
  { of }: AdoptedObject,
): AdoptedObject | undefined {
  return of && objects.find((each) => each.name === of.name && groupKindOf(each.given.written) === of.kind);
}

/** The words of an object as it is made: an archive is the store of this application, where it has one. */
export function storeOf(
  { objects }: Pick<AdoptedModel, 'objects'>,
  { words }: AdoptedObject,
): AdoptedObject | undefined {
  const name = archiveName(words.archive);
  return name === undefined
    ? undefined
    : objects.find((each) => each.kind.construct === 'ObjectStore' && each.name === name);
}

function archiveName(archive: Expression | undefined): string | undefined {
  const store = at(archive, 'store');
  return text(at(store, 'args.0'));
}
