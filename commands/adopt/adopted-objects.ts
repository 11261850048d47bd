import { Kind } from '../../manifests/object/kinds';
import { groupKindOf, type Manifest } from '../../manifests/object/manifest';
import { kindOf } from '../../rules/admission/server/facts';
import type { Target } from '../../values/cnpg/target';
import {
  ADOPTED_KINDS,
  type AdoptedKind,
  type AdoptedModel,
  type AdoptedObject,
  type CarriedObject,
  ownerOf,
} from './adopted-model';
import { clusterWords, majorWord } from './cluster-words';
import * as companions from './companion-words';
import type { Expression, Words } from './expression';
import { externalWords } from './external-words';
import { type Given, givenObject } from './given-object';

/** The objects of a namespace in the words of constructs, as far as one can say without asking these. */
export function modelOf(name: string, namespace: string, manifests: readonly Manifest[], target: Target): AdoptedModel {
  const all = manifests.map((manifest) => givenObject(manifest, namespace, target));
  const objects: AdoptedObject[] = [];
  const carried: CarriedObject[] = [];
  for (const [group, kind] of ADOPTED_KINDS) {
    for (const given of all.filter(({ written }) => groupKindOf(written) === group)) {
      const found = objectOf(given, kind, all, target);
      if ('words' in found) objects.push(found);
      else carried.push(found);
    }
  }
  const others = all.filter(({ written }) => !ADOPTED_KINDS.has(groupKindOf(written)));
  return { name, namespace, objects, carried: [...carried, ...others.map((given) => ({ given }))] };
}

function objectOf(
  given: Given,
  kind: AdoptedKind,
  all: readonly Given[],
  target: Target,
): AdoptedObject | CarriedObject {
  const { written } = given;
  const of = ownerOf(written);
  const owner =
    of && all.find((each) => groupKindOf(each.written) === of.kind && each.written.metadata.name === of.name);
  if (kind.add !== undefined && owner === undefined) {
    return {
      given,
      reason:
        of === undefined
          ? 'it names no Cluster and no Pooler'
          : `${nameOfKind(of.kind)} ${of.name} is not among the objects`,
    };
  }
  const words = wordsOf(given, owner, target);
  if (typeof words === 'string') return { given, reason: words };
  return { kind, name: String(written.metadata.name), given, words, ...(kind.add && of && { of }) };
}

function nameOfKind(kind: string): string {
  return kind.slice(kind.indexOf('/') + 1);
}

/** The words of an object, or why it has none. */
function wordsOf(given: Given, owner: Given | undefined, target: Target): Words | string {
  const { written } = given;
  switch (groupKindOf(written)) {
    case Kind.CLUSTER: {
      const major = majorWord(given);
      if (major === undefined) return 'its image does not say which major version of PostgreSQL from 14 to 18 it is';
      return clusterWords(given, major, kindOf(written.apiVersion, written.kind, target)?.root);
    }
    case Kind.SCHEDULED_BACKUP:
      return companions.isOfOtherPlugin(given)
        ? 'its backups are taken by another plugin than Barman Cloud'
        : companions.scheduleWords(given);
    case Kind.SUBSCRIPTION:
      return companions.subscriptionWords(given, externalsOf(owner, target));
    case Kind.DATABASE:
      return companions.databaseWords(given);
    case Kind.POOLER:
      return companions.poolerWords(given, kindOf(written.apiVersion, written.kind, target)?.root);
    case Kind.PUBLICATION:
      return companions.publicationWords(given);
    case Kind.OBJECT_STORE:
      return companions.storeWords(given);
    case Kind.IMAGE_CATALOG:
      return companions.catalogWords(given);
    default:
      return companions.podMonitorWords(given);
  }
}

function externalsOf(owner: Given | undefined, target: Target): ReadonlyMap<string, Expression> {
  if (owner === undefined) return new Map();
  const { written } = owner;
  return externalWords(written, kindOf(written.apiVersion, written.kind, target)?.root);
}
