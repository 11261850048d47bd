import type { Table } from '../engine/table';

/** ImageCatalog and ClusterImageCatalog. Which clusters roll is found by a transition. */
export const IMAGE_CATALOG: Table = {
  'spec.images': ['none', 'no cluster of this change uses this catalog'],
};
