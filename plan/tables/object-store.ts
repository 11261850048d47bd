import type { Table } from '../engine/table';

const NEW_ARCHIVE =
  'a new archive begins and the old one remains in place: nothing can be restored from the new one before its first base backup; take one immediately';
const NEXT_CALL = 'the plugin reads it at the next call; no process restarts';
const SIDECAR = 'the sidecar is part of every pod of the clusters that use the store, so these are recreated';

export const OBJECT_STORE: Table = {
  'spec.configuration': ['none', NEXT_CALL],
  'spec.configuration.destinationPath': ['replace', NEW_ARCHIVE],
  'spec.configuration.endpointURL': ['replace', NEW_ARCHIVE],
  'spec.configuration.serverName': ['rejected', 'the server name belongs in the plugin parameters of the Cluster'],
  'spec.instanceSidecarConfiguration': ['rolling-update', SIDECAR],
  'spec.instanceSidecarConfiguration.retentionPolicyIntervalSeconds': ['none', NEXT_CALL],
  'spec.retentionPolicy': ['none', 'backups are kept for longer from now on'],
};
