import type { Application, Suppression, Target } from '../../constructs/index';
import { isKustomization, type Manifest } from '../../manifests/object/manifest';
import { manifestsOf, neighboursOf, placedOn, residentsOf, treeOf } from './application-tree';
import { sitesOf } from './sites';

/** A platform with objects of an application: those, how they are judged, and what else is there. */
export interface PlatformSite {
  /** Name of the platform; undefined where nobody has named one. */
  readonly platform: string | undefined;
  readonly target: Target;
  readonly suppressions: readonly Suppression[];
  /** Of the application. What is applied by somebody else is with the first site, and has no platform. */
  readonly objects: readonly { readonly manifest: Manifest; readonly platform: string | undefined }[];
  /** Of all others on the platform, also of those that have only a second site there. */
  readonly others: readonly Manifest[];
}

/** The sites of an application, that on its own platform first. */
export function platformSites(
  application: Application,
  applications: readonly Application[],
): readonly [PlatformSite, ...PlatformSite[]] {
  const rendered = placedOn(application, treeOf(application));
  const objects = rendered.map(({ manifest, platform }) => ({ manifest, platform }));
  const [own, ...more] = sitesOf(application, objects).map(({ documents, ...site }): PlatformSite => {
    return { ...site, objects: documents, others: othersOn(site.platform, application, applications) };
  });
  if (own === undefined) throw new Error('an application has a site');
  return [own, ...more];
}

function othersOn(
  platform: string | undefined,
  application: Application,
  applications: readonly Application[],
): Manifest[] {
  if (platform === undefined) return neighboursOf(application, applications).flatMap(manifestsOf);
  const others = applications.filter((each) => each !== application);
  return residentsOf(others, platform).flatMap(({ manifests }) => [...manifests]);
}

/** What is applied to the platform itself. */
export function appliedAt({ platform, objects }: PlatformSite): Manifest[] {
  return objects
    .filter((object) => object.platform === platform)
    .map(({ manifest }) => manifest)
    .filter((manifest) => !isKustomization(manifest));
}
