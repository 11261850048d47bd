import { FLUX } from '../../manifests/flux/flux';
import type { Table } from '../engine/table';

/** Labels and annotations without a meaning to the operator. */
export const METADATA_TABLE: Table = {
  apiVersion: ['none', 'the same object in another API version'],
  metadata: ['none', 'only the description of the object changes'],
  'metadata.annotations': ['none', 'an annotation that the operator does not read'],
  'metadata.labels': ['none', 'a label that the operator does not read'],
  'metadata.annotations.argocd.argoproj.io/sync-options': [
    'none',
    'Argo CD treats the object differently from the next sync on: Prune=false and Delete=false protect it',
  ],
  'metadata.annotations.argocd.argoproj.io/sync-wave': ['none', 'the order of the next sync changes'],
  ...fluxSwitch('prune', 'Flux does not prune the object while it is disabled'),
  ...fluxSwitch('force', 'whether Flux deletes the object and creates it again where a change is refused'),
  ...fluxSwitch('reconcile', 'Flux neither changes nor prunes the object while it is disabled'),
  ...fluxSwitch('ssa', 'Flux treats the object differently from now on: IfNotPresent and Ignore leave it as it is'),
  ...fluxSwitch('substitute', 'Flux replaces no variables in the object while it is disabled'),
  'metadata.annotations.helm.sh/resource-policy': [
    'none',
    'Helm, where it installs the object, does not delete one that it is to keep',
  ],
};

/** Flux reads its switches from annotations and labels. */
function fluxSwitch(key: string, effect: string): Table {
  return {
    [`metadata.annotations.${FLUX}/${key}`]: ['none', effect],
    [`metadata.labels.${FLUX}/${key}`]: ['none', effect],
  };
}
