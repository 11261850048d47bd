import { OBJECTIVES_KEYS } from '../../values/declarations/objectives';
import { type Keys, oneOf } from '../../values/text/keys';
import { BACKUP_TARGET } from '../backup/method';
import { VOLUME_SNAPSHOT_KEYS } from '../backup/volume-snapshot';
import { OBJECT_KEYS } from '../base/object-metadata';
import { PROTECTION } from '../gitops/protection';
import { SECRET_KEY_KEYS, SECRET_KEYS } from '../secrets/secret';
import { RESOURCES_KEYS } from '../workload/resources';
import { ANTI_AFFINITY_KEYS, SPREAD_KEYS, SYNCHRONOUS_KEYS } from './availability';
import { CERTIFICATES_KEYS } from './certificates';
import { MAJOR } from './cluster-image';
import type { PostgresClusterProps } from './cluster-props';
import { EXTENSION_IMAGE_KEYS } from './extension-image';
import { STORE_KEYS } from './external-cluster';
import { HBA_RULE_KEYS } from './hba-rule';
import { PRIMARY_LEASE_KEYS } from './primary-lease';
import { REPLICA_KEYS } from './replica';
import { ROLE_KEYS } from './role';
import { SERVICE_KEYS } from './service';
import { STORAGE_KEYS, TABLESPACE_KEYS } from './storage';
import type { ReducedTls } from './tls';

const TLS_KEYS: Keys<ReducedTls> = {
  mode: oneOf({ required: true, optional: true }),
  minimumVersion: oneOf({ 'TLSv1.2': true }),
  reason: true,
};

/** Keys of {@link PostgresClusterProps}; the bootstrap has its own for each method. */
export const CLUSTER_KEYS: Keys<PostgresClusterProps> = {
  ...OBJECT_KEYS,
  version: MAJOR,
  image: {
    kind: oneOf({ ImageCatalog: true, ClusterImageCatalog: true }),
    name: true,
    namespace: true,
    components: true,
  },
  instances: true,
  storage: STORAGE_KEYS,
  bootstrap: true,
  description: true,
  disposable: true,
  walStorage: STORAGE_KEYS,
  tablespaces: TABLESPACE_KEYS,
  resources: RESOURCES_KEYS,
  parameters: true,
  preloadLibraries: true,
  tls: oneOf({ required: true, optional: true }, TLS_KEYS),
  pgHba: HBA_RULE_KEYS,
  pgIdent: true,
  enableAlterSystem: true,
  extensionImages: EXTENSION_IMAGE_KEYS,
  archive: { ...STORE_KEYS, store: STORE_KEYS, serverName: true },
  backupTarget: BACKUP_TARGET,
  volumeSnapshots: VOLUME_SNAPSHOT_KEYS,
  synchronous: SYNCHRONOUS_KEYS,
  spread: SPREAD_KEYS,
  antiAffinity: ANTI_AFFINITY_KEYS,
  placement: true,
  enablePDB: true,
  primaryUpdateMethod: oneOf({ switchover: true, restart: true }),
  primaryUpdateStrategy: oneOf({ unsupervised: true, supervised: true }),
  replicationSlots: true,
  replica: REPLICA_KEYS,
  probes: true,
  startDelay: true,
  stopDelay: true,
  smartShutdownTimeout: true,
  switchoverDelay: true,
  failoverDelay: true,
  primaryLease: PRIMARY_LEASE_KEYS,
  roles: ROLE_KEYS,
  services: SERVICE_KEYS,
  disabledServices: oneOf({ ro: true, r: true }),
  externalClusters: true,
  certificates: CERTIFICATES_KEYS,
  superuserAccess: SECRET_KEYS,
  customQueries: { configMap: true, ...SECRET_KEY_KEYS },
  metricsTls: true,
  inheritedMetadata: true,
  serviceAccountAnnotations: true,
  serviceAccountName: true,
  plugins: { name: true, enabled: true, walArchiver: true, parameters: true },
  env: true,
  imagePullSecrets: SECRET_KEYS,
  priorityClassName: true,
  logLevel: oneOf({ error: true, warning: true, info: true, debug: true, trace: true }),
  objectives: OBJECTIVES_KEYS,
  compliance: true,
  hibernated: true,
  protection: PROTECTION,
  spec: true,
};
