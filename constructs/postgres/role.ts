import type { ClusterSpec } from '../../imports/postgresql.cnpg.io/cluster';
import type { Instant } from '../../values/instant';
import { nonEmpty, type Overrides } from '../overrides';
import type { ISecret } from '../security/secret';

/**
 * A role that the operator keeps as declared. Roles are entries of the Cluster up to CNPG 1.29; a CRD of their own comes with 1.30.
 * @see https://cloudnative-pg.io/documentation/1.28/declarative_role_management/
 */
export interface RoleProps {
  /** Name of the role; `postgres`, `streaming_replica`, `pg_*` and `cnpg_*` are reserved. */
  readonly name: string;
  /** Whether the role exists; `absent` drops it. @default 'present' */
  readonly ensure?: 'present' | 'absent';
  /** Comment on the role. @default - none */
  readonly comment?: string;
  /** Whether it may log in. @default false */
  readonly login?: boolean;
  /**
   * Secret of type `kubernetes.io/basic-auth` whose `username` is this role's name; `null` disables password authentication.
   * @default - the password is left as it is
   */
  readonly password?: ISecret | null;
  /** Instant after which the password is refused. @default - never */
  readonly validUntil?: Instant;
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
  /** Whether it may open replication connections. @default false */
  readonly replication?: boolean;
  /** Whether row level security does not apply to it. @default false */
  readonly bypassRls?: boolean;
  /** Whether no check of rights applies to it. @default false */
  readonly superuser?: boolean;
}

/** An entry of `managed.roles`, complete with the defaults that the API server fills into list items. */
export function renderRole(role: RoleProps) {
  return {
    name: role.name,
    ensure: role.ensure ?? 'present',
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
    disablePassword: role.password === null ? true : undefined,
    validUntil: role.validUntil,
  } satisfies NonNullable<NonNullable<Overrides<ClusterSpec>['managed']>['roles']>[number];
}
