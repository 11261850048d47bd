import type { Table } from '../engine/table';

const NEW_ARCHIVE =
  'a new archive begins and the old one remains in place: nothing can be restored from the new one before its first base backup; take one immediately';

/** Backups by CNPG itself, and plugins. */
export const CLUSTER_BACKUP: Table = {
  'spec.backup.barmanObjectStore': ['none', 'the next archived file uses these settings'],
  'spec.backup.barmanObjectStore.destinationPath': ['replace', NEW_ARCHIVE],
  'spec.backup.barmanObjectStore.serverName': ['replace', NEW_ARCHIVE],
  'spec.backup.barmanObjectStore.endpointURL': ['replace', NEW_ARCHIVE],
  'spec.backup.retentionPolicy': ['none', 'backups are kept for longer from now on'],
  'spec.backup.target': ['none', 'applies to the next backup'],
  'spec.backup.volumeSnapshot': ['none', 'applies to the next snapshot'],
  'spec.plugins': ['rolling-update', 'a plugin adds its sidecar to every pod, so all pods are recreated'],
  'spec.plugins.[].name': ['rolling-update', 'a plugin adds its sidecar to every pod, so all pods are recreated'],
  'spec.plugins.[].enabled': ['rolling-update', 'a plugin adds its sidecar to every pod, so all pods are recreated'],
  'spec.plugins.[].isWALArchiver': ['none', 'WAL is archived differently from now on; no process restarts'],
  'spec.plugins.[].parameters': ['none', 'the plugin reads its parameters at the next call'],
  'spec.plugins.[].parameters.barmanObjectName': ['replace', NEW_ARCHIVE],
  'spec.plugins.[].parameters.serverName': ['replace', NEW_ARCHIVE],
};
