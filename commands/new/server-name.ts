import { firstFree } from '../../values/text/first-free';
import { lineage } from '../restore/source';
import type { Origin } from './application-source';

/**
 * The name under which a new cluster archives: its own, or the next that nobody has written to in that place. What one cluster has written
 * to is its own forever, also when it was removed, or is only read from.
 */
export function freeServerName(root: string, cluster: string, destinationPath: string, origin?: Origin): string {
  const written = new Set(lineage(root).flatMap((entry) => ('archive' in entry ? [entry.archive] : [])));
  if (origin !== undefined) written.add(`${origin.destinationPath} ${origin.serverName}`);
  return firstFree(cluster, (name) => written.has(`${destinationPath} ${name}`));
}
