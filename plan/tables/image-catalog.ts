import type { Table } from '../engine/table';

/** ImageCatalog and ClusterImageCatalog. A transition finds the clusters that roll. */
export const IMAGE_CATALOG: Table = {
  'spec.componentImages': [
    'rolling-update',
    'PgBouncer pods of the poolers that use the key are recreated one after another: their clients reconnect, PostgreSQL keeps running',
  ],
  'spec.images': ['none', 'no cluster of this change uses this catalog'],
};
