import { relative, resolve, sep } from 'node:path';
import type { LeaveOut } from '../cli/sources';

/**
 * Whether one of some patterns names a path. They are loaded with what matches them, where there are any.
 * @param folder - which the patterns are relative to
 */
export async function leavesOut(patterns: readonly string[], folder: string): Promise<LeaveOut> {
  if (patterns.length === 0) return () => false;
  const { default: picomatch } = await import('picomatch');
  const isNamed = picomatch(
    patterns.map((pattern) => pattern.replace(/^\.\//, '').replace(/\/+$/, '')),
    { dot: true },
  );
  return (path) => isNamed(relative(folder, resolve(path)).split(sep).join('/'));
}
