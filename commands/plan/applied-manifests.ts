import { read } from '../../manifests/files/read';
import { findApplied } from '../applied/applied';
import { type FiledManifest, filedManifest, type NamedText } from './manifests-in';

/** Text of a file, with where it is, or would be, on disk. */
export interface PlacedText extends NamedText {
  readonly path: string;
}

/**
 * The objects that will be applied of the files in folders of anybody's repository. Both sides of a plan are read without kustomize and
 * Helm: one of them is a commit, which no tool finds on disk.
 * @throws UsageError for an object that cannot be read: a plan without it would call it deleted
 */
export async function appliedManifests(
  files: readonly PlacedText[],
  folders: readonly string[],
): Promise<FiledManifest[]> {
  const texts = files.map(({ name, path, content }) => ({
    name: path,
    content: typeof content === 'function' ? content : () => Buffer.from(content),
    documents: read(content, name),
  }));
  const { worlds } = await findApplied(texts, folders, { render: 'never', allowNetwork: false });
  const documents = new Set(worlds.flatMap((world) => world.documents));
  return [...documents].map(filedManifest);
}
