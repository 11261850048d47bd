import type { Construct } from 'constructs';
import type { PostgresMajor } from '../../values/cnpg/image';
import { clusterNameProblem } from '../../values/kubernetes/names';
import type { Keys } from '../../values/text/keys';
import { checkKeys } from '../base/check-keys';
import { checkName } from '../base/input-error';
import { namespaceFor } from '../base/object-metadata';
import { type ISecret, SECRET_KEY_KEYS, SECRET_KEYS, type SecretKey } from '../secrets/secret';
import { MAJOR } from './cluster-image';
import { PostgresClusterBase } from './cluster-reference';

/** Attributes of a cluster that is not ours. */
export interface PostgresClusterAttributes {
  /** Name of the Cluster object. */
  readonly name: string;
  /**
   * Namespace of the Cluster object.
   * @default - the namespace of the chart
   */
  readonly namespace?: string;
  /** Name of the application database. */
  readonly database: string;
  /**
   * Owner of the application database.
   * @default - the name of the database, as CNPG does
   */
  readonly owner?: string;
  /**
   * Major version of PostgreSQL.
   * @default - unknown
   */
  readonly version?: PostgresMajor;
  /**
   * Secret with the owner's `username` and `password`.
   * @default - `<cluster>-app`, which CNPG generates
   */
  readonly applicationSecret?: ISecret;
  /**
   * Certificate of the authority that signed the server's.
   * @default - key `ca.crt` of `<cluster>-ca`, which CNPG generates
   */
  readonly ca?: SecretKey;
}

const ATTRIBUTES_KEYS: Keys<PostgresClusterAttributes> = {
  name: true,
  namespace: true,
  database: true,
  owner: true,
  version: MAJOR,
  applicationSecret: SECRET_KEYS,
  ca: SECRET_KEY_KEYS,
};

/**
 * A cluster that is declared elsewhere.
 * @see https://cloudnative-pg.io/documentation/1.28/applications/
 */
export class ImportedPostgresCluster extends PostgresClusterBase {
  readonly name: string;
  readonly namespace: string;
  readonly database: string;
  readonly owner: string;
  readonly version?: PostgresMajor;
  readonly archived = undefined;
  readonly snapshotted = undefined;
  readonly tlsRequired = undefined;
  readonly operatorSignsClients = undefined;
  readonly #attributes: PostgresClusterAttributes;

  constructor(scope: Construct, id: string, attributes: PostgresClusterAttributes) {
    super(scope, id);
    checkKeys(this, attributes, ATTRIBUTES_KEYS);
    checkName(this, 'name', attributes.name, clusterNameProblem);
    this.name = attributes.name;
    this.namespace = namespaceFor(this, attributes.namespace);
    this.database = attributes.database;
    this.owner = attributes.owner ?? attributes.database;
    this.version = attributes.version;
    this.#attributes = attributes;
  }

  override get applicationSecret(): ISecret {
    return this.#attributes.applicationSecret ?? super.applicationSecret;
  }

  override get ca(): SecretKey {
    return this.#attributes.ca ?? super.ca;
  }
}
