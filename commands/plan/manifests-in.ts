import { posix } from 'node:path';
import type { Filed } from '../../manifests/argo/platforms';
import { type Content, read } from '../../manifests/files/read';
import type { Applier, Document } from '../../manifests/object/document';
import type { Manifest } from '../../manifests/object/manifest';
import { CONFIGURATION_FILE } from '../../values/declarations/configuration';
import type { LeaveOut } from '../cli/sources';
import { UsageError } from '../cli/usage-error';

/** Text of a file. */
export interface NamedText {
  readonly name: string;
  readonly content: Content;
}

/** An object, and its file. */
export type FiledManifest = Filed & {
  readonly manifest: Manifest;
  readonly appliedBy?: Applier;
  /** Whether its file is there on the later side. */
  readonly isRemaining?: boolean;
  /** Whether its file is in a folder that nobody in the repository applied, and another one, which is applied, has the same objects. */
  readonly isCopy?: boolean;
  /** Whether it was there before, and nobody applied it. */
  readonly isTakenUp?: boolean;
  /** Whether nobody in the repository applies it. */
  readonly isUnapplied?: boolean;
};

/**
 * The objects in files. A plan from half of the objects would call the other half deleted, so one that cannot be read ends it.
 * @throws UsageError
 */
export function manifestsIn(files: readonly NamedText[]): FiledManifest[] {
  return counted(files).flatMap(({ name, content }) => read(content, name).map(filedManifest));
}

/** @throws UsageError for a document that is no object */
export function filedManifest({ manifest, file, findings, locate, appliedBy }: Document): FiledManifest {
  if (manifest !== undefined) return { manifest, file, ...(appliedBy && { appliedBy }) };
  const [finding] = findings ?? [];
  const line = locate?.()(finding?.path ?? null).line ?? 1;
  throw new UsageError(`${file}:${line}: ${finding?.message ?? 'nothing could be read'}; ${finding?.fix ?? ''}`);
}

/** Files that count: neither the configuration of this program, nor what that leaves out, as a file or with its folder. */
export function counted<T extends NamedText>(
  files: readonly T[],
  leaveOut: LeaveOut = () => false,
  pathOf: (file: T) => string = ({ name }) => name,
): T[] {
  return files.filter((file) => posix.basename(file.name) !== CONFIGURATION_FILE && !isLeftOut(pathOf(file), leaveOut));
}

function isLeftOut(path: string, leaveOut: LeaveOut): boolean {
  if (leaveOut(path)) return true;
  const folder = posix.dirname(path);
  return folder !== path && isLeftOut(folder, leaveOut);
}
