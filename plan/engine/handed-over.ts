import { cascades } from '../../manifests/argo/argo';
import { isSame } from '../../manifests/flux/flux';
import { manifestName } from '../../manifests/object/identity';
import { Kind } from '../../manifests/object/kinds';
import { groupKindOf, type Manifest } from '../../manifests/object/manifest';
import type { FieldChange } from './change';
import { prunes } from './fate';
import type { Moment } from './recoverability';

/**
 * An Application that an ApplicationSet makes from now on, or no longer: who had it before deletes it, with what it applied, unless the other one
 * has taken it over by then. Undefined where nobody deletes it.
 */
export function handedOver(was: Manifest, is: Manifest, { before, after }: Moment['objects']): FieldChange | undefined {
  if (groupKindOf(is) !== Kind.APPLICATION || !cascades(was)) return undefined;
  const [old, next] = [before.applierOf(was)?.manifest, after.applierOf(is)?.manifest];
  const bySet = [old, next].some((each) => each !== undefined && groupKindOf(each) === Kind.APPLICATION_SET);
  if (!bySet || (old !== undefined && next !== undefined && isSame(old, next))) return undefined;
  if (old !== undefined && !prunes(old)) return undefined;
  const [from, to] = [old, next].map((each) => (each === undefined ? 'who applies the file' : manifestName(each)));
  const name = String(is.metadata.name);
  const without =
    old !== undefined && groupKindOf(old) === Kind.APPLICATION_SET
      ? 'Set syncPolicy.preserveResourcesOnDeletion: true of the set in a commit before'
      : 'Take the finalizer out in a commit before';
  const reason = `${to} has it from now on: ${from} deletes it, and its finalizer what it created, databases included, unless the other one has taken it over by then. ${without}`;
  return { path: 'metadata.name', before: name, after: name, impact: 'data-loss', reason };
}
