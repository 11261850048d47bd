import { groupBy } from '../../values/collections/group-by';
import { appliedPathOf } from '../applied/applied-path';
import { installedCharts } from '../helm/installed-charts';
import { Kind } from '../object/kinds';
import { groupKindOf, type Manifest } from '../object/manifest';
import { OPERATOR_CHART } from './argo';

/** An object, and the file that holds it. */
export interface Filed {
  readonly manifest?: Manifest;
  readonly file: string | null;
}

const APPLIERS: readonly string[] = [Kind.APPLICATION, Kind.FLUX_KUSTOMIZATION, Kind.HELM_RELEASE];

/**
 * Objects by the Kubernetes cluster that they are for. A folder with an Application that installs the operator is a cluster's own, with
 * the folders in it, and so is one with a HelmRelease of it and Kustomizations; the other folders belong to the cluster whose Applications or
 * Kustomizations apply them. The name is the folder's.
 * @returns one group, named '', where fewer than two folders install an operator; what no Application applies is in it, too
 */
export function byPlatform<T extends Filed>(objects: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const appliers = objects.filter(({ manifest }) => manifest && APPLIERS.includes(groupKindOf(manifest)));
  const byFolder = groupBy(appliers, ({ file }) => folderOf(file));
  const homes = [...byFolder].flatMap(([folder, all]) => (isHome(all) ? [folder] : []));
  if (homes.length < 2) return new Map([['', objects]]);
  const folders = homes.flatMap((home) => {
    const own = appliers.filter(({ file }) => isWithin(folderOf(file), home));
    const applied = own.flatMap(({ manifest }) => (manifest && appliedPathOf(manifest)?.folder) ?? []);
    return [home, ...applied].map((folder) => ({ folder, name: home.slice(home.lastIndexOf('/') + 1) }));
  });
  return groupBy(objects, ({ file }) => folders.find(({ folder }) => isApplied(folderOf(file), folder))?.name ?? '');
}

/** Elsewhere a HelmRelease is alone in its folder, and the Kustomizations that belong to it are far away. */
function isHome(objects: readonly Filed[]): boolean {
  const kinds = objects.flatMap(({ manifest }) => (manifest ? [groupKindOf(manifest)] : []));
  return objects.some(({ manifest }) => {
    if (manifest === undefined || !installedCharts(manifest).some(({ chart }) => chart === OPERATOR_CHART))
      return false;
    return groupKindOf(manifest) === Kind.APPLICATION || kinds.includes(Kind.FLUX_KUSTOMIZATION);
  });
}

function folderOf(file: string | null): string {
  return file?.slice(0, Math.max(0, file.lastIndexOf('/'))) ?? '';
}

function isWithin(folder: string, other: string): boolean {
  return `${folder}/`.startsWith(`${other}/`);
}

/** An Application names a folder from the root of its repository; synth names a file from its output folder, and others from anywhere. */
function isApplied(folder: string, path: string): boolean {
  return `/dist/${folder}/`.includes(`/${path}/`);
}
