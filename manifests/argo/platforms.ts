import { groupBy } from '../../values/collections/group-by';
import { Kind } from '../object/kinds';
import { at, groupKindOf, type Manifest, text } from '../object/manifest';
import { roleOf } from './argo';

/** An object, and the file that holds it. */
export interface Filed {
  readonly manifest?: Manifest;
  readonly file: string | null;
}

/**
 * Objects by the Kubernetes cluster that they are for. A folder with an Application that installs the operator is a cluster's own, with the
 * folders in it; the other folders belong to the cluster whose Applications apply them. The name is the folder's.
 * @returns one group, named '', where fewer than two folders install an operator; what no Application applies is in it, too
 */
export function byPlatform<T extends Filed>(objects: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const applications = objects.filter(({ manifest }) => manifest && groupKindOf(manifest) === Kind.APPLICATION);
  const homes = [
    ...new Set(
      applications.flatMap(({ manifest, file }) => (manifest && roleOf(manifest) === 'operator' ? folderOf(file) : [])),
    ),
  ];
  if (homes.length < 2) return new Map([['', objects]]);
  const folders = homes.flatMap((home) => {
    const own = applications.filter(({ file }) => isWithin(folderOf(file), home));
    const applied = own.flatMap(({ manifest }) => text(at(manifest, 'spec.source.path')) ?? []);
    return [home, ...applied].map((folder) => ({ folder, name: home.slice(home.lastIndexOf('/') + 1) }));
  });
  return groupBy(objects, ({ file }) => folders.find(({ folder }) => isApplied(folderOf(file), folder))?.name ?? '');
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
