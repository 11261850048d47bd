import { Construct } from 'constructs';
import {
  Publication as L1Publication,
  type PublicationSpec,
  toJson_PublicationSpec,
} from '../../imports/postgresql.cnpg.io/publication';
import { type Keys, oneOf } from '../../values/text/keys';
import { checkKeys } from '../base/check-keys';
import { InputError } from '../base/input-error';
import { objectMetadata, PLACED_KEYS, type PlacedObjectProps } from '../base/object-metadata';
import { compact, type Overrides } from '../base/overrides';
import { specOf } from '../base/spec';
import { PROTECTION, type Protection } from '../gitops/protection';
import type { IPostgresCluster } from './cluster-reference';
import { checkIdentifier } from './identifiers';

/** A table that is published. */
export interface PublishedTable {
  /** Name of the table. */
  readonly name: string;
  /** Schema of the table. @default - the first of the search path */
  readonly schema?: string;
  /** Columns that are published; not together with whole schemas. @default - all */
  readonly columns?: readonly string[];
  /** Whether tables that inherit from it are left out. @default false */
  readonly only?: boolean;
}

/** What a publication publishes: every table, or some tables and all tables of some schemas. */
export type PublicationTarget =
  | { readonly allTables: true }
  | { readonly objects: readonly ({ readonly tablesInSchema: string } | { readonly table: PublishedTable })[] };

/** Options of {@link PostgresCluster.addPublication}. */
export interface PublicationOptions extends PlacedObjectProps {
  /** Name inside PostgreSQL. @default - the name of the object */
  readonly publication?: string;
  /** Database whose tables are published. @default - the cluster's application database */
  readonly database?: string;
  /** What is published. */
  readonly target: PublicationTarget;
  /** Parameters of CREATE PUBLICATION's WITH clause. @default - PostgreSQL's */
  readonly parameters?: Readonly<Record<string, string>>;
  /** What happens to the publication when the object goes. @default 'retain' */
  readonly reclaimPolicy?: 'retain' | 'delete';
  /** What Argo CD may do to the object when it leaves git. @default 'confirm' */
  readonly protection?: Protection;
  /** Whatever of the spec the options above do not reach, laid over what they make; lists are replaced. @default - none */
  readonly spec?: Omit<Overrides<PublicationSpec>, 'cluster'>;
}

/** Props of {@link Publication}. */
export interface PublicationProps extends PublicationOptions {
  /** Cluster that it is in; the object is in its namespace. */
  readonly cluster: IPostgresCluster;
}

const PUBLICATION_KEYS: Keys<PublicationProps> = {
  ...PLACED_KEYS,
  cluster: true,
  publication: true,
  database: true,
  target: {
    allTables: true,
    objects: { tablesInSchema: true, table: { name: true, schema: true, columns: true, only: true } },
  },
  parameters: true,
  reclaimPolicy: oneOf({ retain: true, delete: true }),
  protection: PROTECTION,
  spec: true,
};

/**
 * A publication of logical replication; needs `wal_level` logical, which is CNPG's default.
 * @see https://cloudnative-pg.io/documentation/1.28/logical_replication/
 */
export class Publication extends Construct {
  /** Name of the object. */
  readonly name: string;
  /** Name inside PostgreSQL. */
  readonly publication: string;

  /** @throws InputError for names that PostgreSQL cuts off or cannot store, and when no database is given or known. */
  constructor(scope: Construct, id: string, props: PublicationProps) {
    super(scope, id);
    checkKeys(this, props, PUBLICATION_KEYS);
    const database = props.database ?? props.cluster.database;
    if (database === undefined) throw new InputError(this, 'the cluster has no application database; give `database`');
    this.name = props.name;
    this.publication = props.publication ?? props.name;
    checkIdentifier(this, 'publication', this.publication);
    checkIdentifier(this, 'database', database);
    const spec: Overrides<PublicationSpec> = {
      cluster: { name: props.cluster.name },
      dbname: database,
      name: this.publication,
      target: 'allTables' in props.target ? { allTables: true } : { objects: props.target.objects },
      parameters: compact({ ...props.parameters }),
      publicationReclaimPolicy: props.reclaimPolicy ?? 'retain',
    };
    new L1Publication(this, 'Resource', {
      metadata: objectMetadata(
        this,
        { ...props, namespace: props.cluster.namespace },
        { protection: props.protection ?? 'confirm' },
      ),
      spec: specOf(this, toJson_PublicationSpec, spec, props.spec),
    });
  }
}
