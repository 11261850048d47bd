import type { Application } from '../../constructs/index';
import { storageClassesOf } from '../../manifests/cnpg/storage-classes';
import type { Rendered } from '../../manifests/files/render';
import { Kind } from '../../manifests/object/kinds';
import { groupKindOf } from '../../manifests/object/manifest';

/** Volumes of a class that the platform does not have stay pending, and the database never starts. */
export function storageClassProblems(
  { platform, platforms = [] }: Application,
  rendered: readonly Rendered[],
): string[] {
  return [...(platform ? [platform] : []), ...platforms].flatMap(({ name, storageClasses }) =>
    rendered
      .filter((object) => object.platform === name && groupKindOf(object.manifest) === Kind.CLUSTER)
      .flatMap(({ manifest, construct }) =>
        storageClassesOf(manifest)
          .filter((each) => !storageClasses.includes(each))
          .map(
            (each) =>
              `${construct}: platform ${name} has no storage class "${each}", but ${storageClasses.join(', ') || 'none'}; use one of these, or add it to storageClasses in apps/platforms/${name}/config.ts if that cluster has it`,
          ),
      ),
  );
}
