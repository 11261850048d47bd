import type { Table } from '../engine/table';

export const SUBSCRIPTION: Table = {
  'spec.cluster': [
    'replace',
    'the subscription is managed in another cluster from now on; in the old one it stays, unmanaged',
  ],
  'spec.name': ['rejected', 'the name cannot change; make another Subscription'],
  'spec.dbname': ['rejected', 'the database cannot change; make another Subscription'],
  'spec.externalClusterName': ['none', 'ALTER SUBSCRIPTION … CONNECTION: changes come from another publisher'],
  'spec.publicationName': ['none', 'ALTER SUBSCRIPTION … SET PUBLICATION, while everything runs'],
  'spec.publicationDBName': ['none', 'ALTER SUBSCRIPTION … CONNECTION: changes come from another database'],
  'spec.parameters': ['none', 'ALTER SUBSCRIPTION … SET, while everything runs'],
  'spec.subscriptionReclaimPolicy': ['none', 'holds when the Subscription object is deleted'],
};
