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
};
