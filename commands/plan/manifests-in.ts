import { posix } from 'node:path';
import type { Filed } from '../../manifests/argo/platforms';
import { type Content, read } from '../../manifests/files/read';
import type { Manifest } from '../../manifests/object/manifest';
import { CONFIGURATION_FILE } from '../../values/declarations/configuration';
import type { LeaveOut } from '../cli/sources';
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
export function manifestsIn(
  files: readonly NamedText[],
  leaveOut: LeaveOut = () => false,
): (Filed & { readonly manifest: Manifest })[] {
  const left = files.filter(({ name }) => posix.basename(name) !== CONFIGURATION_FILE && !isLeftOut(name, leaveOut));
  return left.flatMap(({ name, content }) =>
    read(content, name).flatMap(({ manifest, findings, locate }) => {
      if (manifest !== undefined) return [{ manifest, file: name }];
      const [finding] = findings ?? [];
      const line = locate?.()(finding?.path ?? null).line ?? 1;
      throw new UsageError(`${name}:${line}: ${finding?.message ?? 'nothing could be read'}; ${finding?.fix ?? ''}`);
    }),
  );
}

function isLeftOut(path: string, leaveOut: LeaveOut): boolean {
  if (leaveOut(path)) return true;
  const folder = posix.dirname(path);
  return folder !== path && isLeftOut(folder, leaveOut);
}
