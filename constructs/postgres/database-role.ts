import { Construct } from 'constructs';
import {
  type DatabaseRoleSpec,
  DatabaseRole as L1DatabaseRole,
  toJson_DatabaseRoleSpec,
} from '../../imports/postgresql.cnpg.io/database-role';
import { clientCertificateSecretName } from '../../values/cnpg/derived-names';
import { type Keys, oneOf } from '../../values/text/keys';
import type { Instant } from '../../values/time/instant';
import { checkKeys } from '../base/check-keys';
import { InputError } from '../base/input-error';
import { objectMetadata, PLACED_KEYS, type PlacedObjectProps } from '../base/object-metadata';
import type { Overrides } from '../base/overrides';
import { specOf } from '../base/spec';
import { PROTECTION, type Protection } from '../gitops/protection';
import { type ISecret, SECRET_KEYS, Secret } from '../secrets/secret';
import type { IPostgresCluster } from './cluster-reference';
import { accompany, companionName } from './companions';
import { checkRoleName } from './identifiers';
import {
  authenticationProblem,
  credentialsOf,
  ROLE_ATTRIBUTES_KEYS,
  type RoleAttributes,
  type RoleProps,
  renderRoleConfiguration,
} from './role';

/** A role that proves who it is by a password, or does not log in. */
interface PasswordRole {
  /** How it proves who it is. @default 'password' */
  readonly authentication?: 'password';
  /** Whether it may log in. @default false */
  readonly login?: boolean;
  /**
   * Secret of type `kubernetes.io/basic-auth` whose `username` is this role's name; `null` disables password authentication.
   * @default - the password is left as it is
   */
  readonly password?: ISecret | null;
  /** Instant after which the password is refused. @default - never */
  readonly validUntil?: Instant;
}

/** A role whose certificate the operator makes and renews, in the Secret `<name of the object>-client-cert`. */
interface CertificateRole {
  /** How it proves who it is. Poolers take passwords alone. */
  readonly authentication: 'certificate';
  /** Who shows a certificate logs in. */
  readonly login: true;
  /** Not together with a certificate. @default - none */
  readonly password?: undefined;
  /** Not together with a certificate. @default - none */
  readonly validUntil?: undefined;
}

/** Options of {@link PostgresCluster.addDatabaseRole}. */
export type DatabaseRoleOptions = PlacedObjectProps &
  RoleAttributes & {
    /** Name inside PostgreSQL, which cannot be changed later. @default - the name of the object */
    readonly role?: string;
    /**
     * What happens to the role when the object goes; `delete` drops it, which waits for as long as it owns anything.
     * @default 'retain'
     */
    readonly reclaimPolicy?: 'retain' | 'delete';
    /** What Argo CD may do to the object when it leaves git. @default 'confirm' */
    readonly protection?: Protection;
    /** Whatever of the spec the options above do not reach, laid over what they make; lists are replaced. @default - none */
    readonly spec?: Omit<Overrides<DatabaseRoleSpec>, 'cluster'>;
  } & (PasswordRole | CertificateRole);

/** Props of {@link DatabaseRole}. */
export type DatabaseRoleProps = DatabaseRoleOptions & {
  /** Cluster that it is in; the object is in its namespace. */
  readonly cluster: IPostgresCluster;
};

const DATABASE_ROLE_KEYS: Keys<DatabaseRoleProps> = {
  ...PLACED_KEYS,
  ...ROLE_ATTRIBUTES_KEYS,
  cluster: true,
  role: true,
  login: true,
  authentication: oneOf({ password: true, certificate: true }),
  password: SECRET_KEYS,
  validUntil: true,
  reclaimPolicy: oneOf({ retain: true, delete: true }),
  protection: PROTECTION,
  spec: true,
};

/**
 * A role as an object of its own, from CNPG 1.30 on. The operator applies it when it or its Secret changes, and does not look at what SQL has
 * changed since. A role that exists is taken over: what is not said here is set back to its default.
 *
 * The cluster's pg_hba gets its line, by SCRAM or certificate. A cluster that is recovered to stay gets the like. An entry of `roles` with
 * the same name would win over the object, so that both are refused.
 * @see https://cloudnative-pg.io/docs/1.30/declarative_role_management/#the-databaserole-resource
 */
export class DatabaseRole extends Construct {
  /** Name of the object. */
  readonly name: string;
  /** Name inside PostgreSQL. */
  readonly role: string;

  /**
   * @throws InputError for a name that is reserved, or that a role of the cluster has already, for a certificate with a password, and for a
   * certificate that the operator cannot sign.
   */
  constructor(scope: Construct, id: string, props: DatabaseRoleProps) {
    super(scope, id);
    checkKeys(this, props, DATABASE_ROLE_KEYS);
    const { cluster } = props;
    this.name = props.name;
    this.role = props.role ?? props.name;
    checkRoleName(this, this.role);
    const role: RoleProps = { ...props, name: this.role };
    const problem = authenticationProblem(role);
    if (problem !== undefined) throw new InputError(this, `role "${this.role}" ${problem}`);
    const isCertified = props.authentication === 'certificate';
    if (isCertified && cluster.operatorSignsClients === false) {
      throw new InputError(
        this,
        `cluster "${cluster.name}" has client certificates of another authority, and the operator cannot sign one for role "${this.role}": write certManager({ clientIssuer: 'operator' }), or declare the role with addRole`,
      );
    }
    const declared = isCertified
      ? { ...role, clientCertificate: Secret.fromSecretName(clientCertificateSecretName(props.name)) }
      : role;
    cluster.registerRole({ ...declared, credentials: credentialsOf(declared, cluster.name) });
    const spec: Overrides<DatabaseRoleSpec> = {
      cluster: { name: cluster.name },
      ...renderRoleConfiguration(role),
      clientCertificate: isCertified ? { enabled: true } : undefined,
      databaseRoleReclaimPolicy: props.reclaimPolicy ?? 'retain',
    };
    new L1DatabaseRole(this, 'Resource', {
      metadata: objectMetadata(
        this,
        { ...props, namespace: cluster.namespace },
        { protection: props.protection ?? 'confirm' },
      ),
      spec: specOf(this, toJson_DatabaseRoleSpec, spec, props.spec),
    });
    this.#accompany(props);
  }

  /** Each role is one of its own: none takes the place of another, as one schedule does of all the others. */
  #accompany(props: DatabaseRoleProps): void {
    const make = (recovered: IPostgresCluster & Construct) => {
      const name = companionName(this.name, props.cluster.name, recovered.name);
      new DatabaseRole(recovered, `DatabaseRole-${name}`, { ...props, cluster: recovered, name, role: this.role });
    };
    accompany(this, props.cluster, (recovered) => (recovered.hasRole(this.role) ? undefined : make(recovered)), this);
  }
}
