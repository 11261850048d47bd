import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LINEAGE_FILE } from '../../plan/lineage/lineage-files';
import { parseLock } from '../../plan/lineage/lineage-lock';
import type { Origin } from './application-source';

/**
 * The name under which a new cluster archives: its own, or the next that nobody has written to in that place. What one cluster has written
 * to is its own forever, also when it was removed, or is only read from.
 */
export function freeServerName(root: string, cluster: string, destinationPath: string, origin?: Origin): string {
  const lock = join(root, LINEAGE_FILE);
  const { entries } = parseLock(existsSync(lock) ? readFileSync(lock, 'utf8') : '');
  const written = new Set(entries.flatMap((entry) => ('archive' in entry ? [entry.archive] : [])));
  if (origin !== undefined) written.add(`${origin.destinationPath} ${origin.serverName}`);
  let [name, number] = [cluster, 2];
  while (written.has(`${destinationPath} ${name}`)) name = `${cluster}-${number++}`;
  return name;
}
