import { Construct, type IConstruct } from 'constructs';
import {
  type DatabaseSpec,
  Database as L1Database,
  toJson_DatabaseSpec,
} from '../../imports/postgresql.cnpg.io/database';
import { type Keys, oneOf } from '../../values/text/keys';
import { checkKeys } from '../base/check-keys';
import { InputError } from '../base/input-error';
import { objectMetadata, PLACED_KEYS, type PlacedObjectProps } from '../base/object-metadata';
import { nonEmpty, type Overrides } from '../base/overrides';
import { specOf } from '../base/spec';
import { PROTECTION, type Protection } from '../gitops/protection';
import type { PostgresCluster } from './cluster';
import type { IPostgresCluster } from './cluster-reference';
import { accompany, companionName } from './companions';
import { CONNECT_KEYS, type Connection, type ConnectionOptions, type Endpoint, type IConnectable } from './connection';
import {
  type DatabaseExtension,
  type DatabaseSchema,
  ENSURE,
  type Ensure,
  EXTENSION_KEYS,
  FDW_KEYS,
  type ForeignDataWrapper,
  type ForeignServer,
  renderForeign,
  SCHEMA_KEYS,
  SERVER_KEYS,
  withEnsure,
} from './database-objects';
import { checkDatabaseName, checkIdentifier } from './identifiers';

/** Options of {@link PostgresCluster.addDatabase}. */
export interface DatabaseOptions extends PlacedObjectProps {
  /** Name inside PostgreSQL. @default - the name of the object */
  readonly database?: string;
  /** Role that owns the database; it must exist. */
  readonly owner: string;
  /** Whether the database exists; `absent` drops it with all its data. @default 'present' */
  readonly ensure?: Ensure;
  /** What happens to the database when the object goes. @default 'retain' */
  readonly reclaimPolicy?: 'retain' | 'delete';
  /** What Argo CD may do to the object when it leaves git. @default 'confirm' */
  readonly protection?: Protection;
  /** Encoding; it cannot be changed later. @default - the template's */
  readonly encoding?: string;
  /** Locale for collation and character classification; it cannot be changed later. @default - the template's */
  readonly locale?: string;
  /** Database that is copied. @default 'template1' */
  readonly template?: string;
  /** Tablespace that it is in. @default - the data volume */
  readonly tablespace?: string;
  /** How many connections it takes; -1 for any number. @default -1 */
  readonly connectionLimit?: number;
  /** Extensions. @default - none */
  readonly extensions?: readonly DatabaseExtension[];
  /** Schemas. @default - none beside `public` */
  readonly schemas?: readonly DatabaseSchema[];
  /** Foreign data wrappers. @default - none */
  readonly fdws?: readonly ForeignDataWrapper[];
  /** Foreign servers, each of a wrapper above. @default - none */
  readonly servers?: readonly ForeignServer[];
  /** Whatever of the spec the options above do not reach, laid over what they make; lists are merged by name. @default - none */
  readonly spec?: Omit<Overrides<DatabaseSpec>, 'cluster'>;
}

/** Props of {@link Database}. */
export interface DatabaseProps extends DatabaseOptions {
  /** Cluster that it is in; the object is in its namespace. */
  readonly cluster: IPostgresCluster;
}

const DATABASE_KEYS: Keys<DatabaseProps> = {
  ...PLACED_KEYS,
  cluster: true,
  database: true,
  owner: true,
  ensure: ENSURE,
  reclaimPolicy: oneOf({ retain: true, delete: true }),
  protection: PROTECTION,
  encoding: true,
  locale: true,
  template: true,
  tablespace: true,
  connectionLimit: true,
  extensions: EXTENSION_KEYS,
  schemas: SCHEMA_KEYS,
  fdws: FDW_KEYS,
  servers: SERVER_KEYS,
  spec: true,
};

/**
 * A database in a cluster, beside the application database that bootstrap makes.
 * @see https://cloudnative-pg.io/documentation/1.28/declarative_database_management/
 */
export class Database extends Construct implements IConnectable {
  /** Name of the object. */
  readonly name: string;
  /** Name inside PostgreSQL. */
  readonly database: string;
  /** Role that owns it. */
  readonly owner: string;
  readonly #cluster: IPostgresCluster;

  /** @throws InputError for names that PostgreSQL has itself, cuts off, or cannot store. */
  constructor(scope: Construct, id: string, props: DatabaseProps) {
    super(scope, id);
    checkKeys(this, props, DATABASE_KEYS);
    this.name = props.name;
    this.database = props.database ?? props.name;
    this.owner = props.owner;
    this.#cluster = props.cluster;
    checkDatabaseName(this, this.database);
    checkIdentifier(this, 'owner', props.owner);
    const spec: Overrides<DatabaseSpec> = {
      cluster: { name: props.cluster.name },
      name: this.database,
      owner: props.owner,
      ensure: props.ensure ?? 'present',
      databaseReclaimPolicy: props.reclaimPolicy ?? 'retain',
      encoding: props.encoding,
      locale: props.locale,
      template: props.template,
      tablespace: props.tablespace,
      connectionLimit: props.connectionLimit,
      extensions: nonEmpty(props.extensions?.map(withEnsure)),
      schemas: nonEmpty(props.schemas?.map(withEnsure)),
      fdws: nonEmpty(props.fdws?.map(renderForeign)),
      servers: nonEmpty(props.servers?.map(renderForeign)),
    };
    new L1Database(this, 'Resource', {
      metadata: objectMetadata(
        this,
        { ...props, namespace: props.cluster.namespace },
        { protection: props.protection ?? 'confirm' },
      ),
      spec: specOf(this, toJson_DatabaseSpec, spec, props.spec),
    });
    this.#accompany(props);
  }

  /** A recovered cluster has the database and its rows; a copy of the application database in a later major has neither. */
  #accompany(props: DatabaseProps): void {
    const make = (recovered: IPostgresCluster & Construct) => {
      const name = companionName(this.name, props.cluster.name, recovered.name);
      new Database(recovered, `Database-${name}`, { ...props, cluster: recovered, name, database: this.database });
    };
    accompany(
      this,
      props.cluster,
      (recovered) => {
        if (recovered.declaration.bootstrap.method === 'recovery') make(recovered);
        else if (props.ensure !== 'absent') this.#refuseLost(recovered);
      },
      this,
    );
  }

  /** Its clients follow the cut-over, into a cluster that has not got it. A database that was declared there by hand was brought by hand, too. */
  #refuseLost(copy: PostgresCluster): void {
    const isThere = (construct: IConstruct) =>
      construct instanceof Database && construct.#cluster === copy && construct.database === this.database;
    const isLost = () =>
      this.#cluster.serving === copy && this.database !== copy.database && !copy.node.root.node.findAll().some(isThere);
    const message = `database "${this.database}" is in "${this.#cluster.name}" alone: an online upgrade copies the application database "${copy.database}", so "${copy.name}" cannot serve for it. Let "${this.#cluster.name}" serve and upgrade in place, or bring its rows to "${copy.name}" and declare it there with addDatabase`;
    copy.node.addValidation({ validate: () => (isLost() ? [message] : []) });
  }

  /**
   * A connection to this database as its owner.
   * @throws InputError when nothing says where the owner's password is.
   */
  connect(options: Omit<ConnectionOptions, 'database'> & Endpoint = {}): Connection {
    const { database: _, ...known } = CONNECT_KEYS;
    checkKeys(this, options, known);
    const role = options.role ?? this.owner;
    const credentials = options.credentials ?? this.#cluster.credentialsOf(role);
    if (credentials === undefined) {
      throw new InputError(
        this,
        `connect: no Secret is known with the password of ${role === this.owner ? 'its owner' : 'role'} "${role}"; give \`credentials\`, or add the role with a \`password\` to the cluster before`,
      );
    }
    return this.#cluster.connect({ ...options, database: this.database, credentials });
  }
}
