import { manifestName } from '../../manifests/object/identity';
import { at, type Manifest } from '../../manifests/object/manifest';
import type { Change } from './change';
import { applierOn } from './fate';
import type { Sides } from './update';

/** A change that waits until Flux is told to go on. */
export function whileSuspended(change: Change, manifest: Manifest, { objects }: Sides): Change {
  const [, applier] = applierOn(manifest, objects);
  const [first, ...others] = change.fields;
  if (applier === undefined || first === undefined || at(applier, 'spec.suspend') !== true) return change;
  const wait = `${manifestName(applier)} is suspended: nothing of this happens until it is resumed. Then: `;
  return { ...change, fields: [{ ...first, reason: `${wait}${first.reason}` }, ...others] };
}
