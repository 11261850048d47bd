import { namespacedName } from '../../manifests/object/identity';
import type { Manifest } from '../../manifests/object/manifest';

const MOST = 5;

/** `Cluster a/x, b/y and 3 more`; the same form in all reasons. */
export function namesOf(manifests: readonly Manifest[]): string {
  if (manifests.length === 0) return 'no object of this change';
  const names = manifests.slice(0, MOST).map(namespacedName);
  const more = manifests.length > MOST ? ` and ${manifests.length - MOST} more` : '';
  return `${manifests[0]?.kind} ${names.join(', ')}${more}`;
}
