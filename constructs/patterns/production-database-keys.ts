import { OBJECTIVES_KEYS } from '../../values/declarations/objectives';
import type { Keys } from '../../values/text/keys';
import { APPLICATION_KEYS } from '../gitops/application';
import { PLATFORM_KEYS } from '../gitops/platform';
import { ADDRESS_KEYS } from '../network/addresses';
import { NETWORK_DESTINATION_KEYS, PEER_KEYS } from '../network/peers';
import { MAJOR } from '../postgres/cluster-image';
import { CLUSTER_KEYS } from '../postgres/cluster-keys';
import { CONNECT_KEYS } from '../postgres/connection';
import { API_KEYS } from '../workload/api-deployment';
import type {
  DeclaredApi,
  DeclaredDatabase,
  DeclaredNetwork,
  ProductionDatabaseProps,
} from './production-database-props';

// What the other parts of the declaration say.
const {
  namespace: _,
  archive: __,
  disposable: ___,
  objectives: ____,
  compliance: _____,
  replica: ______,
  ...database
} = CLUSTER_KEYS;
const DATABASE_KEYS: Keys<DeclaredDatabase> = database;
const { database: _______, namespace: ________, ...api } = API_KEYS;
const DECLARED_API_KEYS: Keys<DeclaredApi> = {
  ...api,
  connection: { ...CONNECT_KEYS, pooler: true },
  from: PEER_KEYS,
  to: NETWORK_DESTINATION_KEYS,
};
const NETWORK_KEYS: Keys<DeclaredNetwork> = {
  clients: PEER_KEYS,
  objectStore: ADDRESS_KEYS,
  externalClusters: NETWORK_DESTINATION_KEYS,
  operator: PEER_KEYS,
  statusFrom: { cidr: true, except: true },
  drills: true,
};

/** Keys of {@link ProductionDatabaseProps}; what is handed on as it is, is looked at by the construct that gets it. */
export const PRODUCTION_DATABASE_KEYS: Keys<ProductionDatabaseProps> = {
  name: true,
  platform: PLATFORM_KEYS,
  namespace: true,
  suppressions: APPLICATION_KEYS.suppressions,
  acknowledge: APPLICATION_KEYS.acknowledge,
  database: DATABASE_KEYS,
  backup: { store: true, serverName: true, schedule: true, disposable: true, adopted: true },
  access: {
    runtime: true,
    readOnly: true,
    operations: true,
    schemas: true,
    connecting: true,
    tenancy: true,
    rotation: { interval: true },
  },
  databases: true,
  poolers: true,
  api: DECLARED_API_KEYS,
  network: NETWORK_KEYS,
  objectives: OBJECTIVES_KEYS,
  compliance: true,
  monitoring: { runbooks: true, queries: true, podMonitor: true, alerts: true, dashboards: true },
  recoveries: {
    serving: true,
    recoveries: { name: true, of: true, at: true, expires: true, serverName: true },
    rebuilds: { name: true, from: true, to: true, replaces: true, on: true, at: true },
    upgrades: { name: true, of: true, version: MAJOR, image: true, detached: true },
    hibernated: true,
    dropped: { name: true, reason: true },
  },
  drills: true,
  secondSite: {
    enabled: true,
    platform: PLATFORM_KEYS,
    namespace: true,
    name: true,
    store: true,
    serverName: true,
    primary: true,
    promotionToken: true,
  },
  compose: true,
};
