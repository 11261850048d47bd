import { Construct } from 'constructs';
import {
  Subscription as L1Subscription,
  type SubscriptionSpec,
  toJson_SubscriptionSpec,
} from '../../imports/postgresql.cnpg.io/subscription';
import { subscriptionNameFor } from '../../values/cnpg/derived-names';
import { type Keys, oneOf } from '../../values/text/keys';
import { checkKeys } from '../base/check-keys';
import { InputError } from '../base/input-error';
import { objectMetadata, PLACED_KEYS, type PlacedObjectProps } from '../base/object-metadata';
import { compact, type Overrides } from '../base/overrides';
import { specOf } from '../base/spec';
import { PROTECTION, type Protection } from '../gitops/protection';
import type { IPostgresCluster } from './cluster-reference';
import type { ExternalCluster } from './external-cluster';
import { checkIdentifier } from './identifiers';

/** Options of {@link PostgresCluster.addSubscription}. */
export interface SubscriptionOptions extends PlacedObjectProps {
  /**
   * Name inside PostgreSQL, and of the replication slot: lower case letters, digits and underscores.
   * @default - the name of the object, with underscores in place of hyphens
   */
  readonly subscription?: string;
  /** Database that receives the changes. @default - the cluster's application database */
  readonly database?: string;
  /** Server with the publication; it becomes an external cluster of this one. */
  readonly source: ExternalCluster;
  /** Name of the publication on that server. */
  readonly publication: string;
  /** Database of the publication. @default - the source's */
  readonly publicationDatabase?: string;
  /** Parameters of CREATE SUBSCRIPTION's WITH clause. @default - PostgreSQL's */
  readonly parameters?: Readonly<Record<string, string>>;
  /** What happens to the subscription when the object goes. @default 'retain' */
  readonly reclaimPolicy?: 'retain' | 'delete';
  /** What Argo CD may do to the object when it leaves git. @default 'confirm' */
  readonly protection?: Protection;
  /** Whatever of the spec the options above do not reach, laid over what they make; lists are replaced. @default - none */
  readonly spec?: Omit<Overrides<SubscriptionSpec>, 'cluster'>;
}

/** Props of {@link Subscription}. */
export interface SubscriptionProps extends SubscriptionOptions {
  /** Cluster that it is in; the object is in its namespace. */
  readonly cluster: IPostgresCluster;
}

const SUBSCRIPTION_KEYS: Keys<SubscriptionProps> = {
  ...PLACED_KEYS,
  cluster: true,
  subscription: true,
  database: true,
  source: true,
  publication: true,
  publicationDatabase: true,
  parameters: true,
  reclaimPolicy: oneOf({ retain: true, delete: true }),
  protection: PROTECTION,
  spec: true,
};

/**
 * A subscription of logical replication.
 * @see https://cloudnative-pg.io/documentation/1.28/logical_replication/
 */
export class Subscription extends Construct {
  /** Name of the object. */
  readonly name: string;
  /** Name inside PostgreSQL. */
  readonly subscription: string;

  /** @throws InputError for names that PostgreSQL cuts off or cannot store, and when no database is given or known. */
  constructor(scope: Construct, id: string, props: SubscriptionProps) {
    super(scope, id);
    checkKeys(this, props, SUBSCRIPTION_KEYS);
    const database = props.database ?? props.cluster.database;
    if (database === undefined) throw new InputError(this, 'the cluster has no application database; give `database`');
    this.name = props.name;
    this.subscription = props.subscription ?? subscriptionNameFor(props.name);
    checkIdentifier(this, 'subscription', this.subscription);
    checkIdentifier(this, 'database', database);
    props.cluster.addExternalCluster(props.source);
    const spec: Overrides<SubscriptionSpec> = {
      cluster: { name: props.cluster.name },
      dbname: database,
      name: this.subscription,
      externalClusterName: props.source.name,
      publicationName: props.publication,
      publicationDbName: props.publicationDatabase,
      parameters: compact({ ...props.parameters }),
      subscriptionReclaimPolicy: props.reclaimPolicy ?? 'retain',
    };
    new L1Subscription(this, 'Resource', {
      metadata: objectMetadata(
        this,
        { ...props, namespace: props.cluster.namespace },
        { protection: props.protection ?? 'confirm' },
      ),
      spec: specOf(this, toJson_SubscriptionSpec, spec, props.spec),
    });
  }
}
