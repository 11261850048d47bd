import { knownMajorOf } from '../../manifests/cnpg/cluster-traits';
import { Kind } from '../../manifests/object/kinds';
import { at, type Manifest, record, text } from '../../manifests/object/manifest';
import { checkParameter, lookup, operatorFacts, parameterMeaning } from '../../manifests/postgres/parameters';
import { isReserved } from '../../manifests/postgres/parameters/operator';
import type { PostgresMajor } from '../../values/cnpg/image';
import type { Verdict } from '../engine/change';
import type { Transition } from '../engine/transition';

type Known = NonNullable<ReturnType<typeof lookup>>;

/** A standby refuses to run with lower values than its primary, so the order of restarts depends on the direction. */
const HOT_STANDBY = new Set([
  'max_connections',
  'max_locks_per_transaction',
  'max_prepared_transactions',
  'max_wal_senders',
  'max_worker_processes',
]);

/** Where the image does not say which major it is. */
const USUAL_MAJOR: PostgresMajor = '17';

/** initdb, the database or the machine chooses these values, so the built-in value in the catalogue does not apply. */
const CHOSEN =
  /^(?:client_encoding|datestyle|default_text_search_config|lc_.*|log_timezone|max_stack_depth|timezone)$/i;

/**
 * PostgreSQL's parameters, by the context in the catalogue of the major.
 * @see https://cloudnative-pg.io/documentation/1.28/postgresql_conf/#changing-configuration
 */
export const parameters: Transition = {
  kinds: [Kind.CLUSTER],
  paths: ['spec.postgresql.parameters'],
  judge({ path, before, after }, context) {
    const [name, major] = [path[3], knownMajorOf(context.after)];
    if (typeof name !== 'string') return undefined;
    const library = libraryOf(name, context.before, context.after);
    if (library !== undefined) return library;
    // Which parameters need a restart hardly differs between majors; which values are allowed does.
    if (major === undefined) return byContext(USUAL_MAJOR, name, text(before), text(after));
    return refusal(major, name, after) ?? byContext(major, name, text(before), text(after));
  },
};

/** The values that apply without one in a Cluster. The operator's own defaults are already in the Cluster. */
function defaultOf({ name, boot }: Known): string | undefined {
  return CHOSEN.test(name) ? undefined : boot;
}

function atDefault({ name, context }: Known, removed: boolean): Verdict {
  if (!removed) return { impact: 'none', reason: `it is the default of ${name}, so nothing changes` };
  if (context === 'postmaster') {
    const reason = `the value does not change because it is the default, but PostgreSQL marks ${name} as pending a restart when its line leaves the configuration, and CNPG then restarts the instances`;
    return { impact: 'rolling-update', reason };
  }
  return { impact: 'reload', reason: `PostgreSQL reloads its configuration; ${name} remains at its default` };
}

/** CNPG preloads the library of some extensions as soon as one of their parameters is given, and stops when the last one is removed. */
function libraryOf(name: string, before: Manifest, after: Manifest): Verdict | undefined {
  const library = operatorFacts().libraries.find((each) => name.startsWith(`${each}.`));
  if (library === undefined) return undefined;
  const [had, has] = [before, after].map((side) =>
    Object.keys(record(at(side, 'spec.postgresql.parameters'))).some((each) => each.startsWith(`${library}.`)),
  );
  if (had === has) return undefined;
  const how = has ? 'the first parameter of' : 'no parameter is left of';
  const what = has ? 'adds its library to' : 'removes its library from';
  const reason = `${how} ${library}${has ? '' : ', which'} ${what} shared_preload_libraries: PostgreSQL must restart`;
  return { impact: 'rolling-update', reason };
}

function refusal(major: PostgresMajor, name: string, value: unknown): Verdict | undefined {
  const given = text(value);
  const problem = given === undefined ? undefined : checkParameter(major, name, given);
  if (problem === undefined) return undefined;
  const facts = operatorFacts();
  // The webhook refuses parameters that the operator sets itself. In another case they pass, and the operator's own line wins.
  if (isReserved(facts, name) && !facts.overridden.includes(name)) return undefined;
  if (isReserved(facts, name.toLowerCase())) return { impact: 'ignored', reason: `${problem.message}; ${problem.fix}` };
  const reason = `${problem.message}. CNPG accepts it and nothing restarts now, but at the next restart of a pod, for any reason, PostgreSQL refuses to start; ${problem.fix}`;
  return { impact: 'outage', reason };
}

function byContext(
  major: PostgresMajor,
  name: string,
  before: string | undefined,
  after: string | undefined,
): Verdict | undefined {
  const parameter = lookup(major, name);
  if (parameter === undefined) return undefined;
  const { context } = parameter;
  const own = defaultOf(parameter);
  const [from, to] = [before ?? own, after ?? own].map((value) =>
    value === undefined ? undefined : parameterMeaning(parameter, value),
  );
  if (from !== undefined && from === to) return atDefault(parameter, after === undefined);
  if (HOT_STANDBY.has(parameter.name) && typeof from === 'number' && typeof to === 'number') {
    if (to < from) {
      const reason = `${name} decreases from ${from} to ${to}: the primary restarts in place immediately, then the replicas, because no standby may have less than its primary; there is no switchover`;
      return { impact: 'restart', reason };
    }
    const reason = `${name} increases: the replicas restart first, because no standby may have less than its primary`;
    return { impact: 'rolling-update', reason };
  }
  if (context === 'postmaster') return { impact: 'rolling-update', reason: `PostgreSQL reads ${name} at server start` };
  const sessions = context === 'backend' || context === 'superuser-backend' ? ' for new sessions' : '';
  return { impact: 'reload', reason: `PostgreSQL applies ${name}${sessions} without a restart (context ${context})` };
}
