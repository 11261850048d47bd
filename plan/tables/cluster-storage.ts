import type { Table } from '../engine/table';

const IGNORED_CLASS =
  'ignored for existing volumes, and used for the next new replica: with a class that does not exist, scaling up never completes. To migrate, add replicas of the new class and remove the old ones one by one';
const IGNORED_TEMPLATE = 'ignored for existing volumes, and used for the next new replica';

/** The volumes of a Cluster. A transition judges growing and shrinking. */
export const CLUSTER_STORAGE: Table = {
  'spec.storage': ['none', 'the volumes are changed in place'],
  'spec.storage.size': ['none', 'the volumes grow in place, if their storage class supports expansion'],
  'spec.storage.resizeInUseVolumes': ['none', 'applies from the next change of the size'],
  'spec.storage.storageClass': ['ignored', IGNORED_CLASS],
  'spec.storage.pvcTemplate': ['ignored', IGNORED_TEMPLATE],
  'spec.walStorage': ['none', 'the WAL volumes are changed in place'],
  'spec.walStorage.size': ['none', 'the volumes grow in place, if their storage class supports expansion'],
  'spec.walStorage.resizeInUseVolumes': ['none', 'applies from the next change of the size'],
  'spec.walStorage.storageClass': ['ignored', IGNORED_CLASS],
  'spec.walStorage.pvcTemplate': ['ignored', IGNORED_TEMPLATE],
  'spec.tablespaces': ['rolling-update', 'a volume for each instance is mounted, so all pods are recreated'],
  'spec.tablespaces.[].name': ['rejected', 'a tablespace cannot be removed or renamed'],
  'spec.tablespaces.[].owner': ['none', 'ALTER TABLESPACE … OWNER TO, without interruption'],
  'spec.tablespaces.[].temporary': ['reload', 'temp_tablespaces changes'],
  'spec.tablespaces.[].storage.size': ['none', 'the volumes grow in place, if their storage class supports expansion'],
  'spec.tablespaces.[].storage.resizeInUseVolumes': ['none', 'applies from the next change of the size'],
  'spec.tablespaces.[].storage.storageClass': ['ignored', IGNORED_CLASS],
  'spec.tablespaces.[].storage.pvcTemplate': ['ignored', IGNORED_TEMPLATE],
};
