import { Kind } from '../../manifests/object/kinds';
import { type Entry, entries } from '../engine/entry';

const COMMON = { layer: 'expert', subject: 'Argo CD', docs: 'docs/argocd.md' } as const;

/** What can be found of folders, and of the Applications that apply them. */
export const FOLDER_ENTRIES: readonly Entry[] = [
  ...entries(
    { ...COMMON, severity: 'error', kinds: [Kind.APPLICATION, Kind.FLUX_KUSTOMIZATION] },
    {
      'argo-folder-missing':
        'An Application, or a Kustomization of Flux, of a folder in which nothing is rendered never syncs',
    },
  ),
  ...entries(
    { ...COMMON, severity: 'warning', kinds: [] },
    {
      'argo-folder-unapplied':
        'What is in a folder without an Application, or a Kustomization of Flux, never reaches the cluster',
    },
  ),
  ...entries(
    { ...COMMON, severity: 'error', kinds: [] },
    {
      'argo-project-kind': 'Argo CD refuses the whole sync of a folder with a kind that its AppProject does not allow',
      'argo-project-namespace':
        'Argo CD refuses the whole sync of a folder with an object in a namespace that its AppProject does not allow',
    },
  ),
];
