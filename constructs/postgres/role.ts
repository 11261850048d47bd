import type { ClusterSpec } from '../../imports/postgresql.cnpg.io/cluster';
import { dns1123SubdomainProblem } from '../../values/kubernetes/names';
import { InvalidValueError } from '../../values/text/invalid-value';
import { type Keys, oneOf } from '../../values/text/keys';
import type { Instant } from '../../values/time/instant';
import { nonEmpty, type Overrides } from '../base/overrides';
import { type ISecret, SECRET_KEYS, Secret } from '../secrets/secret';
import { credentialsIn } from './cluster-reference';
import type { Credentials } from './connection';

/** What a role may do. */
export interface RoleAttributes {
  /** Comment on the role. @default - none */
  readonly comment?: string;
  /** How many connections it may have; -1 for any number. @default -1 */
  readonly connectionLimit?: number;
  /** Roles that it is a member of. @default - none */
  readonly inRoles?: readonly string[];
  /** Whether it has the rights of the roles it is in without SET ROLE. @default true */
  readonly inherit?: boolean;
  /** Whether it may create databases. @default false */
  readonly createDatabase?: boolean;
  /** Whether it may create roles. @default false */
  readonly createRole?: boolean;
  /** Whether it may open replication connections; with `login`, pg_hba lets it in for that, with TLS. @default false */
  readonly replication?: boolean;
  /** Whether row level security does not apply to it. @default false */
  readonly bypassRls?: boolean;
  /** Whether no check of rights applies to it. @default false */
  readonly superuser?: boolean;
}

/**
 * A role that the operator keeps as declared, as an entry of the Cluster. Changes by SQL are taken back. From CNPG 1.30 on a role can be an
 * object of its own: `addDatabaseRole`.
 * @see https://cloudnative-pg.io/documentation/1.28/declarative_role_management/
 */
export interface RoleProps extends RoleAttributes {
  /** Name of the role; `postgres`, `streaming_replica`, `pg_*` and `cnpg_*` are reserved. */
  readonly name: string;
  /** Whether the role exists; `absent` drops it. @default 'present' */
  readonly ensure?: 'present' | 'absent';
  /** Whether it may log in. @default false */
  readonly login?: boolean;
  /**
   * Secret of type `kubernetes.io/basic-auth` whose `username` is this role's name; `null` disables password authentication.
   * @default - the password is left as it is
   */
  readonly password?: ISecret | null;
  /**
   * How it proves who it is: by a password, or by a certificate whose common name is its own, and then it has no password. Poolers take
   * passwords alone. @default 'password'
   * @see https://www.postgresql.org/docs/current/auth-cert.html
   */
  readonly authentication?: 'password' | 'certificate';
  /**
   * Secret of type `kubernetes.io/tls` with its certificate. `certManager` has it made; with CNPG's own authority it is made by
   * `kubectl cnpg certificate <secret> --cnpg-cluster <cluster> --cnpg-user <role>`, or, for a role that is an object, by the operator.
   * @default - with authentication by certificate: `<cluster>-client-<role>`, with - for _
   */
  readonly clientCertificate?: ISecret;
  /** Instant after which the password is refused. @default - never */
  readonly validUntil?: Instant;
}

/** Keys of {@link RoleAttributes}. */
export const ROLE_ATTRIBUTES_KEYS: Keys<RoleAttributes> = {
  comment: true,
  connectionLimit: true,
  inRoles: true,
  inherit: true,
  createDatabase: true,
  createRole: true,
  replication: true,
  bypassRls: true,
  superuser: true,
};

/** Keys of {@link RoleProps}. */
export const ROLE_KEYS: Keys<RoleProps> = {
  ...ROLE_ATTRIBUTES_KEYS,
  name: true,
  ensure: oneOf({ present: true, absent: true }),
  login: true,
  password: SECRET_KEYS,
  authentication: oneOf({ password: true, certificate: true }),
  clientCertificate: SECRET_KEYS,
  validUntil: true,
};

/** An entry of `managed.roles`, complete with the defaults that the API server fills into list items. */
export function renderRole(role: RoleProps) {
  return { ensure: role.ensure ?? 'present', ...renderRoleConfiguration(role) } satisfies NonNullable<
    NonNullable<Overrides<ClusterSpec>['managed']>['roles']
  >[number];
}

/** The fields that an entry of `managed.roles` and a DatabaseRole have in common. */
export function renderRoleConfiguration(role: Omit<RoleProps, 'ensure' | 'clientCertificate'>) {
  return {
    name: role.name,
    comment: role.comment,
    login: role.login ?? false,
    superuser: role.superuser ?? false,
    createdb: role.createDatabase ?? false,
    createrole: role.createRole ?? false,
    replication: role.replication ?? false,
    bypassrls: role.bypassRls ?? false,
    inherit: role.inherit ?? true,
    connectionLimit: role.connectionLimit ?? -1,
    inRoles: nonEmpty(role.inRoles),
    passwordSecret: role.password ? { name: role.password.name } : undefined,
    disablePassword: role.password === null || role.authentication === 'certificate' ? true : undefined,
    validUntil: role.validUntil,
  };
}

/** Where the credentials of a role are; undefined for a password that nobody has declared. */
export function credentialsOf(role: RoleProps, cluster: string): Credentials | undefined {
  if (role.authentication === 'certificate') {
    return { username: role.name, clientCertificate: { secret: clientCertificateOf(role, cluster) } };
  }
  return role.password ? credentialsIn(role.password) : undefined;
}

/** The Secret with the certificate of a role. @throws InvalidValueError for a role of whose name no Secret's can be made */
export function clientCertificateOf({ name, clientCertificate }: RoleProps, cluster: string): ISecret {
  if (clientCertificate !== undefined) return clientCertificate;
  const secret = `${cluster}-client-${name.replaceAll('_', '-')}`;
  if (dns1123SubdomainProblem(secret) === undefined) return Secret.fromSecretName(secret);
  throw new InvalidValueError(
    `role "${name}": "${secret}" cannot be the name of a Secret; give the one with its certificate as \`clientCertificate\``,
  );
}

/** Why what is said of a role cannot be so. */
export function authenticationProblem(role: RoleProps): string | undefined {
  if (role.authentication !== 'certificate') {
    return role.clientCertificate && "has a clientCertificate and comes by password; say authentication: 'certificate'";
  }
  if (role.password || role.validUntil)
    return 'comes by certificate and has no password; leave password and validUntil out';
  return role.login === true ? undefined : 'comes by certificate and may not log in; say login: true';
}
