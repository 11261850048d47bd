import { usesArgo } from '../argo/argo';
import { kustomizationsOf } from '../flux/flux';
import type { Manifest } from '../object/manifest';
import type { Index } from '../object/object-index';

/** What applies an object, as far as that is known or nothing else is in use. */
export function engineOf(manifest: Manifest, index: Index): 'Argo CD' | 'Flux' | undefined {
  if (usesArgo(manifest, index)) return 'Argo CD';
  return kustomizationsOf(manifest, index).length > 0 ? 'Flux' : undefined;
}
