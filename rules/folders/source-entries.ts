import { type Entry, entries } from '../engine/entry';

const COMMON = { layer: 'expert', subject: 'YAML', kinds: [], docs: 'docs/repositories.md' } as const;

/** What can be said of files that are not applied as they are. */
export const SOURCE_ENTRIES: readonly Entry[] = [
  ...entries(
    { ...COMMON, severity: 'error' },
    {
      'root-broken':
        'A folder that Flux, Argo CD or kubectl applies can be built: its patches find their objects, and its files are there',
    },
  ),
  ...entries(
    { ...COMMON, severity: 'info', level: 'home' },
    {
      'helm-template':
        'A template of Helm is YAML after Helm has filled it in: what helm template prints can be judged',
      'not-judged':
        'A file that is named holds objects: values, patches, kustomizations and workflows are judged with what uses them',
      'root-not-rendered':
        'A folder that only kustomize, Flux or Helm can render, or that includes something from the network, was not seen in full',
      'root-unapplied':
        'Where Applications or Kustomizations of Flux say what is applied, a folder that none of them reaches is not judged as if it were',
    },
  ),
];
