import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { KUSTOMIZATION_NAMES } from '../../manifests/applied/file-tree';

/** The kustomizations in the folder of a file and in those above it, up to the root of the repository. */
export function* kustomizationsAbove(file: string): Generator<string> {
  for (let folder = dirname(resolve(file)); ; folder = dirname(folder)) {
    const found = KUSTOMIZATION_NAMES.map((name) => join(folder, name)).find(isFile);
    if (found !== undefined) yield found;
    if (existsSync(join(folder, '.git')) || folder === dirname(folder)) return;
  }
}

/** Whether there is a file, and no folder of that name. */
export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
