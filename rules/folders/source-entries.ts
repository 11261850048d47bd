import { type Entry, entries } from '../engine/entry';

/** What can be said of files that are not applied as they are. */
export const SOURCE_ENTRIES: readonly Entry[] = entries(
  { layer: 'expert', subject: 'YAML', severity: 'info', level: 'home', kinds: [], docs: 'docs/repositories.md' },
  {
    'helm-template': 'A template of Helm is YAML after Helm has filled it in: what helm template prints can be judged',
    'not-judged':
      'A file that is named holds objects: values, patches, kustomizations and workflows are judged with what uses them',
    'root-not-rendered':
      'A folder that only kustomize, Flux or Helm can render, or that includes something from the network, was not seen in full',
  },
);
