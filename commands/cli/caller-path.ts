import { isAbsolute, join, relative, sep } from 'node:path';

/**
 * A path as the user meant it: npm runs scripts in the folder of the package, and names the one that it was called in INIT_CWD. Called in a
 * subfolder, `x.yaml` is a file of that folder.
 */
export function callerPath(path: string): string {
  const caller = process.env.INIT_CWD;
  const inside = caller?.startsWith(process.cwd() + sep);
  return inside && path !== '-' && !isAbsolute(path) ? relative(process.cwd(), join(caller ?? '', path)) || '.' : path;
}
