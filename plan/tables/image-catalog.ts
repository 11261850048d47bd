import type { Table } from '../engine/table';

/** ImageCatalog and ClusterImageCatalog. A transition finds the clusters that roll. */
export const IMAGE_CATALOG: Table = {
  'spec.images': ['none', 'no cluster of this change uses this catalog'],
};
