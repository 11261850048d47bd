import { Kind } from '../../manifests/object/kinds';
import { at, record } from '../../manifests/object/manifest';
import { dependentsOf } from '../../manifests/object/references';
import type { Verdict } from './change';
import type { TransitionContext } from './transition';

type Fields = Readonly<Record<string, unknown>>;

/** What a role is without these fields. A DatabaseRole that takes over a role sets back what it does not give. */
const DEFAULTS: Fields = {
  bypassrls: false,
  comment: '',
  connectionLimit: -1,
  createdb: false,
  createrole: false,
  disablePassword: false,
  inherit: true,
  inRoles: [],
  login: false,
  passwordSecret: null,
  replication: false,
  superuser: false,
  validUntil: null,
};

/** What a DatabaseRole does to a role whose entry leaves the Cluster; undefined if there is none, and nobody manages the role. */
export function handoverOf(entry: unknown, { namespace, name, objects }: TransitionContext): Verdict | undefined {
  const before = record(entry);
  const cluster = objects.after.get(Kind.CLUSTER, namespace, name);
  const heir =
    cluster &&
    dependentsOf(Kind.DATABASE_ROLE, cluster, objects.after).find((role) => at(role, 'spec.name') === before.name);
  if (heir === undefined) return undefined;
  const after = record(heir.spec);
  const managed = `DatabaseRole ${heir.metadata.name} manages the role from now on`;
  if (before.ensure === 'absent') return { impact: 'none', reason: `${managed}, and creates it` };
  const changed = Object.keys(DEFAULTS).filter((field) => printed(before, field) !== printed(after, field));
  if (changed.length === 0) return { impact: 'none', reason: `${managed}; nothing changes in PostgreSQL` };
  const fields = `${managed}, with another ${changed.join(', ')}`;
  const isShut =
    (changed.includes('login') && after.login !== true) ||
    (changed.includes('disablePassword') && after.disablePassword === true);
  return isShut
    ? { impact: 'outage', reason: `${fields}: clients can no longer log in as before; existing connections remain` }
    : { impact: 'none', reason: `${fields}: ALTER ROLE, without interruption` };
}

function printed(role: Fields, field: string): string {
  const value = role[field] ?? DEFAULTS[field];
  return JSON.stringify(Array.isArray(value) ? [...value].sort() : value);
}
