import type { Table } from '../engine/table';

export const SUBSCRIPTION: Table = {
  'spec.cluster': [
    'replace',
    'the subscription is managed in another cluster from now on; it remains in the old one, unmanaged',
  ],
  'spec.name': ['rejected', 'the name is immutable; create another Subscription'],
  'spec.dbname': ['rejected', 'the database is immutable; create another Subscription'],
  'spec.externalClusterName': ['none', 'ALTER SUBSCRIPTION … CONNECTION: changes come from another publisher'],
  'spec.publicationName': ['none', 'ALTER SUBSCRIPTION … SET PUBLICATION, without interruption'],
  'spec.publicationDBName': ['none', 'ALTER SUBSCRIPTION … CONNECTION: changes come from another database'],
  'spec.parameters': ['none', 'ALTER SUBSCRIPTION … SET, without interruption'],
  'spec.subscriptionReclaimPolicy': ['none', 'applies when the Subscription object is deleted'],
};
