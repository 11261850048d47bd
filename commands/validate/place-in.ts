import { basename, isAbsolute, join, posix, relative, sep } from 'node:path';
import type { Place } from '../../manifests/object/document';
import { DIST } from '../../rules/folders/argo-folders';

/**
 * Where a file lies in its repository, which is the current folder or else the one that holds a folder `dist`. What is named by itself, or
 * comes from standard input, is of unknown origin.
 * @param sources - as the user named them
 */
export function placeIn(sources: readonly string[], file: string): Place | undefined {
  const source = sources.find((each) => each !== '-' && file !== '-' && isInside(relative(each, file)));
  if (source === undefined) return undefined;
  const whole = fromRoot(source);
  return { whole, folder: posix.dirname(slashed(join(whole, relative(source, file)))) };
}

function fromRoot(source: string): string {
  const path = relative('', source);
  if (path === '' || isInside(path)) return slashed(path);
  return basename(path) === DIST ? DIST : '';
}

/** Whether a relative path leads to something below. */
function isInside(path: string): boolean {
  return path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

function slashed(path: string): string {
  return path.split(sep).join(posix.sep);
}
