import type { Filed } from '../../manifests/argo/platforms';
import { type Content, read } from '../../manifests/files/read';
import type { Manifest } from '../../manifests/object/manifest';
import { UsageError } from '../cli/usage-error';

/** Text of a file. */
export interface NamedText {
  readonly name: string;
  readonly content: Content;
}

/**
 * The objects in files. A plan from half of the objects would call the other half deleted, so one that cannot be read ends it.
 * @throws UsageError
 */
export function manifestsIn(files: readonly NamedText[]): (Filed & { readonly manifest: Manifest })[] {
  return files.flatMap(({ name, content }) =>
    read(content, name).flatMap(({ manifest, findings, locate }) => {
      if (manifest !== undefined) return [{ manifest, file: name }];
      const [finding] = findings ?? [];
      const line = locate?.()(finding?.path ?? null).line ?? 1;
      throw new UsageError(`${name}:${line}: ${finding?.message ?? 'nothing could be read'}; ${finding?.fix ?? ''}`);
    }),
  );
}
