import { emergencyAnnotation } from '../../../rules/expert/emergency-annotation';
import { cluster, table, withMetadata } from './support';

const annotated = (annotations: object) => [withMetadata(cluster({}), { annotations })];

table(emergencyAnnotation, [
  [
    'all five',
    annotated({
      'cnpg.io/reconciliationLoop': 'disabled',
      'cnpg.io/fencedInstances': '["shop-db-1"]',
      'cnpg.io/skipEmptyWalArchiveCheck': 'enabled',
      'cnpg.io/skipWalArchiving': 'enabled',
      'cnpg.io/validation': 'disabled',
    }),
    [
      'not running',
      'does not reconcile this Cluster',
      'may hold the WAL of another',
      'no WAL is archived',
      'checks nothing',
    ],
  ],
  ['none', annotated({ 'cnpg.io/fencedInstances': '[]', 'cnpg.io/validation': 'enabled' }), []],
]);
