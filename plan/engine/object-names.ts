import { namespacedName } from '../../manifests/object/identity';
import type { Manifest } from '../../manifests/object/manifest';
import { few } from '../../values/text/few';

const MOST = 5;

/** `Cluster a/x, b/y and 3 more`; the same form in all reasons. */
export function namesOf(manifests: readonly Manifest[]): string {
  if (manifests.length === 0) return 'no object of this change';
  return `${manifests[0]?.kind} ${few(manifests.map(namespacedName), MOST)}`;
}
