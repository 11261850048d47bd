import type { Application, Platform } from '../../constructs/index';
import { identityOf, manifestName } from '../../manifests/object/identity';
import type { Manifest } from '../../manifests/object/manifest';
import { manifestsOf } from '../applications/application-tree';
import { UsageError } from '../cli/usage-error';

/**
 * Refuses objects that an application of the platform makes already.
 * @throws UsageError
 */
export function refuseTaken(
  applications: readonly Application[],
  platform: Platform,
  objects: readonly Manifest[],
): void {
  const wanted = new Map(objects.map((manifest) => [identityOf(manifest), manifest]));
  for (const application of applications) {
    if (application.platform?.name !== platform.name || application.name === platform.name) continue;
    const taken = manifestsOf(application)
      .map((manifest) => wanted.get(identityOf(manifest)))
      .find((manifest) => manifest !== undefined);
    if (taken !== undefined) {
      throw new UsageError(`${manifestName(taken)} is in application ${application.name} already: adopt what is not`);
    }
  }
}
