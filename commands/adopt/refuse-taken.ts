import type { Application, Platform } from '../../constructs/index';
import { identityOf, manifestName } from '../../manifests/object/identity';
import { type Manifest, text } from '../../manifests/object/manifest';
import { manifestsOf } from '../applications/application-tree';
import { UsageError } from '../cli/usage-error';
import type { Selection } from './select-objects';

/**
 * Refuses objects that an application of the platform makes already, and a namespace that is another application's: the platform makes one for
 * each.
 * @throws UsageError
 */
export function refuseTaken(
  applications: readonly Application[],
  platform: Platform,
  { namespace, objects }: Pick<Selection, 'namespace' | 'objects'>,
): void {
  const wanted = new Map(objects.map((manifest) => [identityOf(manifest), manifest]));
  for (const application of applications) {
    if (application.platform?.name !== platform.name || application.name === platform.name) continue;
    const made = manifestsOf(application);
    const taken = made.map((manifest) => wanted.get(identityOf(manifest))).find((manifest) => manifest !== undefined);
    if (taken !== undefined) {
      throw new UsageError(`${manifestName(taken)} is in application ${application.name} already: adopt what is not`);
    }
    if (made.some((manifest: Manifest) => text(manifest.metadata.namespace) === namespace)) {
      throw new UsageError(
        `namespace ${namespace} is that of application ${application.name}: declare the objects in apps/${application.name}, or adopt all of the namespace together`,
      );
    }
  }
}
