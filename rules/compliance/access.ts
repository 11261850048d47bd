import { applicationDatabaseOf, applicationSecretOf } from '../../manifests/cnpg/bootstrap';
import { isReplicaCluster, knownMajorOf } from '../../manifests/cnpg/cluster-traits';
import { at, list, type Manifest, namespaceOf, record, text } from '../../manifests/object/manifest';
import { inMilliseconds } from '../../manifests/postgres/parameters';
import { PARAMETERS, parameterOf } from '../../manifests/postgres/server-parameters';
import { Duration } from '../../values/time/duration';
import {
  fieldEvidence,
  observed,
  type ProtectedCluster,
  parameter,
  type Role,
  stated,
  wanted,
} from './protected-cluster';
import type { Evaluation, Evidence, SafeguardGap } from './verdict';

/** What no role that logs in may have. */
export const POWERS = ['superuser', 'bypassrls', 'createrole', 'createdb', 'replication'] as const;
/** Memberships that reach outside the database, or over everybody's data. */
const STRONG = [
  'pg_execute_server_program',
  'pg_read_server_files',
  'pg_write_server_files',
  'pg_read_all_data',
  'pg_write_all_data',
];
const IDLE = ['idle_session_timeout', 'idle_in_transaction_session_timeout'];

/** Each role has the privileges it needs and no more, and the application does not own its data. */
export function roles(subject: ProtectedCluster): Evaluation {
  const { cluster, declared } = subject;
  if (isReplicaCluster(cluster)) return { evidence: [atPrimary(subject, 'its roles')], gaps: superuser(cluster) };
  const { owner } = applicationDatabaseOf(cluster);
  const named = Object.entries(declared.access);
  return {
    evidence: [
      ...superuserEvidence(cluster),
      ...named.map(([kind]) => wanted(subject, `access.${kind}`)),
      ...subject.roles.flatMap((role) => rights(role)),
      observed(cluster, 'spec.bootstrap', `owner of the database: ${owner}`),
    ],
    gaps: [
      ...superuser(cluster),
      ...named.flatMap(([kind, name]) => declaredRole(subject, kind, name, owner)),
      ...subject.roles.flatMap((role) => tooStrong(role, owner)),
    ],
  };
}

/** Each role has its own password or certificate, by reference. */
export function credentials({ cluster, roles }: ProtectedCluster): Evaluation {
  const ofOwner = applicationSecretOf(cluster);
  const logins = roles.filter(({ spec }) => spec.login === true);
  const holders = new Map([[ofOwner, applicationDatabaseOf(cluster).owner]]);
  const gaps: SafeguardGap[] = [];
  for (const { name, path, spec } of logins) {
    const secret = text(record(spec.passwordSecret).name);
    if (secret === undefined && spec.disablePassword !== true) {
      gaps.push({
        path,
        message: `role ${name} may log in, but has neither password nor certificate declared`,
        fix: 'set passwordSecret to its own Secret, or use a certificate and disablePassword',
      });
    }
    const holder = secret === undefined ? undefined : holders.get(secret);
    if (holder !== undefined && holder !== name) {
      gaps.push({
        path: `${path}.passwordSecret.name`,
        message: `roles ${holder} and ${name} share the Secret ${secret}: they cannot be told apart`,
        fix: 'give each role its own Secret',
      });
    }
    if (secret !== undefined) holders.set(secret, name);
  }
  const evidence = logins.flatMap(({ manifest, path }) => [
    ...fieldEvidence(manifest, `${path}.passwordSecret.name`),
    ...fieldEvidence(manifest, `${path}.disablePassword`),
  ]);
  return { evidence: [...evidence, observed(cluster, 'spec.bootstrap', `Secret of the owner: ${ofOwner}`)], gaps };
}

/** The data is accessible when the usual ways fail. */
export function emergencyAccess(subject: ProtectedCluster): Evaluation {
  return { evidence: [stated(subject, 'emergencyAccess')], gaps: [] };
}

/** Idle sessions are ended. */
export function idleSessions(subject: ProtectedCluster): Evaluation {
  const { cluster, declared } = subject;
  const limit = declared.idleSessions;
  if (!(limit instanceof Duration)) return { evidence: [stated(subject, 'idleSessions.endedBy')], gaps: [] };
  const major = knownMajorOf(cluster) ?? '17';
  const milliseconds = (name: string) => inMilliseconds(major, name, parameterOf(cluster, name) ?? '0') ?? 0;
  const longer = IDLE.filter((name) => milliseconds(name) === 0 || milliseconds(name) > limit.toSeconds() * 1000);
  return {
    evidence: [wanted(subject, 'idleSessions'), ...IDLE.map((name) => parameter(subject, name))],
    gaps: longer.map((name) => ({
      path: `${PARAMETERS}.${name}`,
      message: `${name} is ${parameterOf(cluster, name)}, but ${limit} is declared`,
      fix: `set it to ${limit.toSeconds()}s, or declare in idleSessions.endedBy what else ends them`,
    })),
  };
}

/** A replica has the roles, policies and passwords of the cluster that it follows. */
export function atPrimary({ cluster }: ProtectedCluster, what: string): Evidence {
  return observed(cluster, 'spec.replica', `${what} are those of the cluster that it follows, and are checked there`);
}

function superuser(cluster: Manifest): SafeguardGap[] {
  if (at(cluster, 'spec.enableSuperuserAccess') !== true) return [];
  return [
    {
      path: 'spec.enableSuperuserAccess',
      message: 'postgres may log in over the network, bypasses every policy, and is not tied to a person',
      fix: 'delete it: false is the default',
    },
  ];
}

function superuserEvidence(cluster: Manifest): Evidence[] {
  const given = fieldEvidence(cluster, 'spec.enableSuperuserAccess');
  return given.length > 0 ? given : [observed(cluster, 'spec.enableSuperuserAccess', 'false (default)')];
}

function rights({ manifest, path, name, spec }: Role): Evidence[] {
  const granted = POWERS.filter((power) => spec[power] === true);
  const memberships = list(spec.inRoles).map(String);
  const what = [...granted, ...memberships.map((role) => `member of ${role}`)].join(', ');
  return [observed(manifest, path, `${name}: ${what || 'nothing beyond its grants'}`)];
}

function declaredRole({ roles, cluster }: ProtectedCluster, kind: string, name: string, owner: string): SafeguardGap[] {
  const path = 'spec.managed.roles';
  if (name === owner) {
    const fix = 'declare another role for it (DatabaseRoles)';
    return [
      { path, message: `access.${kind} is ${name}, which owns the database: no grant or policy restricts it`, fix },
    ];
  }
  if (roles.some((role) => role.name === name && role.spec.login === true)) return [];
  const message = `access.${kind} is ${name}, but ${namespaceOf(cluster)}/${cluster.metadata.name} has no such role that may log in`;
  return [{ path, message, fix: 'declare it (DatabaseRoles), or correct the name' }];
}

function tooStrong({ name, path, spec }: Role, owner: string): SafeguardGap[] {
  const powers = POWERS.filter((power) => spec[power] === true).map((power) => ({
    path: `${path}.${power}`,
    message: `role ${name} has ${power}`,
  }));
  const memberships = list(spec.inRoles)
    .filter((role) => role === owner || STRONG.includes(String(role)))
    .map((role) => ({ path: `${path}.inRoles`, message: `role ${name} is a member of ${role}` }));
  return [...powers, ...memberships].map((each) => ({ ...each, fix: 'remove it, and grant what is needed' }));
}
