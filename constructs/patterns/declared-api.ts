import type { Construct } from 'constructs';
import { InputError } from '../base/input-error';
import { Folder } from '../gitops/folder';
import { WorkloadNetwork } from '../network/workload-network';
import type { PostgresCluster } from '../postgres/cluster';
import { type ConnectionEnv, POSTGRES_ENV } from '../postgres/connection';
import type { Pooler } from '../postgres/pooler';
import type { DatabaseRoles } from '../roles/database-roles';
import { ApiDeployment } from '../workload/api-deployment';
import { PART_KINDS } from './part-kinds';
import type { DeclaredApi, ProductionDatabaseProps } from './production-database-props';

/** A password that changes is read from its file: a variable stays as it was at the start. */
const DATABASE_ENV: ConnectionEnv = {
  ...POSTGRES_ENV,
  POSTGRES_USER_FILE: 'usernameFile',
  POSTGRES_PASSWORD_FILE: 'passwordFile',
};

/** What an API may connect to. */
interface Connectable {
  readonly serving: PostgresCluster;
  readonly poolers: readonly Pooler[];
  /** @default - the owner connects */
  readonly roles?: DatabaseRoles;
}

/** An API, and what it connects to. */
interface ConnectedApi {
  readonly workload: ApiDeployment;
  readonly target: PostgresCluster | Pooler;
}

/** Adds the API in its folder, closed where the platform's network is known. */
export function addApi(
  scope: Construct,
  props: ProductionDatabaseProps & { readonly api: DeclaredApi },
  { serving, poolers, roles }: Connectable,
): ConnectedApi {
  const { name, namespace = name, platform, network } = props;
  const { connection = {}, from, to, ...api } = props.api;
  const folder = new Folder(scope, `${name}/api`, { namespace, kinds: PART_KINDS.api });
  const credentials =
    connection.credentials ?? (connection.role === undefined ? roles?.credentials('runtime') : undefined);
  const { pooler: chosen, ...options } = { pooler: undefined, ...connection };
  const target = targetOf(folder, { serving, poolers }, chosen, 'access' in options || 'service' in options);
  const workload = new ApiDeployment(folder, 'Api', {
    name: 'api',
    databaseEnv: DATABASE_ENV,
    ...api,
    database: target.connect({ ...options, credentials }),
  });
  if (platform.network !== undefined && network !== false) {
    const { ingress, dns } = platform.network;
    const { port } = api;
    new WorkloadNetwork(folder, 'Network', { workload, port, database: target, from: from ?? ingress, to, dns });
  }
  return { workload, target };
}

/** The pooler that is named; the first one that leads to the primary; or the cluster. */
function targetOf(
  at: Construct,
  { serving, poolers }: Connectable,
  chosen: string | undefined,
  isDirect: boolean,
): PostgresCluster | Pooler {
  if (chosen === undefined) return (isDirect ? undefined : poolers.find(({ access }) => access === 'rw')) ?? serving;
  const found = poolers.find(({ name }) => name === chosen);
  if (found !== undefined) return found;
  const known = poolers.map(({ name }) => name).join(', ');
  throw new InputError(
    at,
    `connection.pooler: there is no pooler "${chosen}"; ${known === '' ? 'declare it in `poolers`' : `write one of ${known}`}`,
  );
}
