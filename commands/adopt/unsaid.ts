import { manifestName } from '../../manifests/object/identity';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, namespaceOf } from '../../manifests/object/manifest';
import type { Target } from '../../values/cnpg/target';
import type { AdoptedModel } from './adopted-model';
import type { Left } from './select-objects';

/** What the objects do not say, and is said now; and objects that no construct declares. */
export function assumptionsOf({ objects, carried }: AdoptedModel, target: Target): Left[] {
  const clusters = [...objects, ...carried]
    .map(({ given }) => given)
    .filter(({ written }) => groupKindOf(written) === Kind.CLUSTER);
  const unsaid = clusters.filter(
    ({ original }) =>
      at(original, 'spec.imageName') === undefined && at(original, 'spec.imageCatalogRef') === undefined,
  );
  return [
    ...unsaid.map(({ original, full }) => ({
      object: manifestName(original),
      says: `it names no image, and ${at(full, 'spec.imageName')} is CloudNativePG ${target.operator}'s own: a cluster that another version made runs another one. Compare: kubectl get clusters.postgresql.cnpg.io ${original.metadata.name} -n ${namespaceOf(original)} -o jsonpath={.spec.imageName}`,
    })),
    ...carried.map(({ given, reason }) => ({
      object: manifestName(given.original),
      says: `it is carried as it is, in objects.json${reason === undefined ? '' : `: ${reason}`}`,
    })),
  ];
}
