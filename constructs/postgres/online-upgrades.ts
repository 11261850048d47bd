import type { Construct } from 'constructs';
import { serviceName } from '../../values/cnpg/derived-names';
import type { PostgresMajor } from '../../values/cnpg/image';
import { childId } from '../base/child-id';
import { InputError } from '../base/input-error';
import { importFrom } from './bootstrap';
import { PostgresCluster } from './cluster';
import type { PostgresClusterProps } from './cluster-props';
import { complianceParameters } from './compliance';
import { ExternalCluster } from './external-cluster';
import { likeSource } from './recovered-props';

/** A cluster of a later major beside its source, as `npm run upgrade -- postgres … --online` declares it. */
export interface OnlineUpgrade {
  /** Name of the new cluster, of its publication and its subscription. */
  readonly name: string;
  /** Name of the cluster whose application database it receives. */
  readonly of: string;
  /** Its major. */
  readonly version: PostgresMajor;
  /** Its image. */
  readonly image: string;
  /** Whether it receives no more: publication and subscription are gone. @default false */
  readonly detached?: boolean;
}

/**
 * Adds a cluster of a later major that is declared like its source. It is made with the schema of the source's application database, and
 * then receives its rows by logical replication, while the source serves. The source's owner connects, who must have REPLICATION.
 *
 * @see https://cloudnative-pg.io/documentation/1.28/logical_replication/#example-of-live-migration-and-major-postgres-upgrade-with-logical-replication
 * @throws InputError for a version that is not later
 */
export function addOnlineUpgrade(
  scope: Construct,
  source: PostgresCluster,
  { name, version, image, detached = false }: OnlineUpgrade,
  own: Pick<PostgresClusterProps, 'objectives' | 'compliance'>,
): PostgresCluster {
  const problem = (message: string) => new InputError(`${scope.node.path}/${name}`, message);
  if (Number(version) <= Number(source.version)) {
    throw problem(`version '${version}' is not later than '${source.version}' of ${source.name}`);
  }
  const { database, owner, declaration } = source;
  const { secret = source.applicationSecret } = declaration.bootstrap;
  const origin = ExternalCluster.fromConnection({
    name: source.name,
    host: serviceName(source.name, 'rw'),
    user: owner,
    database,
    sslMode: 'require',
    password: { secret, key: 'password' },
  });
  const application = { database, owner, secret: declaration.bootstrap.secret };
  // A copy of a copy is sorted as that one was.
  const given = declaration.bootstrap.method === 'recovery' ? {} : declaration.bootstrap;
  const cluster = new PostgresCluster(scope, childId(name), {
    ...likeSource({ name, ...own }, source, source.namespace, problem),
    version,
    image,
    parameters: {
      ...complianceParameters({ ...declaration, version }),
      ...declaration.parameters,
    } as PostgresClusterProps['parameters'],
    bootstrap: importFrom({
      ...localeOf(given),
      ...application,
      type: 'microservice',
      source: origin,
      sourceDatabase: database,
      schemaOnly: true,
    }),
  });
  if (detached) return cluster;
  source.addPublication(`Publication-${name}`, {
    name,
    target: { allTables: true },
    reclaimPolicy: 'delete',
    protection: 'none',
  });
  cluster.addSubscription('Subscription', {
    name,
    source: origin,
    publication: name,
    reclaimPolicy: 'delete',
    protection: 'none',
  });
  return cluster;
}

/** Whether a cluster reads from the instances of another one, as in an online upgrade; a recovered one reads its archive. */
export function receivesFrom({ declaration: { bootstrap } }: PostgresCluster, source: string): boolean {
  return bootstrap.method === 'import' && bootstrap.source.name === source;
}

/** How text is encoded and sorted, which must not change on the way; the SQL of the source's beginning is in its schema. */
function localeOf(given: object) {
  const names = ['encoding', 'locale', 'localeProvider', 'dataChecksums', 'walSegmentSize'];
  return Object.fromEntries(Object.entries(given).filter(([key]) => names.includes(key)));
}
