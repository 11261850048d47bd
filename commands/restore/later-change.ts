import type { Recoveries } from '../../constructs/index';
import { rootOf, servingOf } from '../../constructs/postgres/recoveries-of';
import { oneNamed } from '../cli/one-named';
import { UsageError } from '../cli/usage-error';

/** One of the steps of a recovery: the first one, or one of those after it. */
export interface RestoreStep {
  /** Instant with its zone up to which it is recovered; the first step. */
  readonly at?: string;
  /** Name of a drill to end. */
  readonly end?: string;
  /** Name of the cluster that applications connect to from now on. */
  readonly serve?: string;
  /** Name of a cluster that is to rest. */
  readonly hibernate?: string;
  /** Name of a cluster that is no longer there. */
  readonly drop?: string;
  /** Why nobody needs it any more. */
  readonly reason?: string;
}

/** What one of the later steps makes of `recoveries.json`. */
interface Change {
  readonly recoveries: Recoveries;
  readonly says: string;
}

/**
 * What a step after the recovery makes of the file: the cut-over, the rest and the end of the old cluster, the end of a drill. Undefined for
 * a recovery itself.
 * @param clusters - names of those that are declared
 * @throws UsageError for a cluster that is not there, and for one that serves and is to rest or to go
 */
export function laterChange(
  request: RestoreStep,
  declared: Recoveries,
  clusters: () => readonly string[],
): Change | undefined {
  const { at, end, serve, hibernate, drop } = request;
  const steps = Object.entries({ at, end, serve, hibernate, drop }).filter(([, given]) => given !== undefined);
  if (steps.length > 1) {
    throw new UsageError(
      `${steps.map(([name]) => `--${name}`).join(' and ')} are commits of their own; give one of them`,
    );
  }
  if (end !== undefined) return endDrill(end, declared);
  const chosen = serve ?? hibernate ?? drop;
  if (chosen === undefined) return undefined;
  if (drop !== undefined && declared.dropped?.some(({ name }) => name === drop)) {
    return { recoveries: declared, says: `${drop} is no longer declared` };
  }
  const all = clusters().map((name) => ({ name }));
  const { name } = oneNamed(all, chosen, 'cluster');
  if (serve !== undefined) return serveFrom(name, declared);
  if (name === servingFor(declared, name)) {
    const step = hibernate === undefined ? 'drop' : 'hibernate';
    throw new UsageError(`--${step} ${name}: applications connect to it; first --serve another one`);
  }
  return hibernate === undefined ? dropCluster(name, request.reason, declared) : rest(name, declared);
}

function endDrill(name: string, declared: Recoveries): Change {
  const ended = oneNamed(
    declared.recoveries.filter(({ expires }) => expires !== undefined),
    name,
    'drill',
  );
  const recoveries = declared.recoveries.filter((each) => each !== ended);
  return { recoveries: { ...declared, recoveries }, says: `drill ${ended.name} is no longer declared` };
}

/** The cluster that applications connect to in place of one, or of what it is made of. */
export function servingFor(declared: Recoveries, name: string): string {
  const root = rootOf(declared, name);
  return servingOf(declared, root) ?? root;
}

/** What serves for another database goes on. A cluster that rests is woken. */
function serveFrom(name: string, declared: Recoveries): Change {
  const { serving = [], hibernated = [] } = declared;
  const others = [serving].flat().filter((each) => rootOf(declared, each) !== rootOf(declared, name));
  const resting = hibernated.filter((each) => each !== name);
  return {
    recoveries: { ...declared, serving: others.length === 0 ? name : [...others, name], hibernated: resting },
    says: `${name} serves`,
  };
}

function rest(name: string, declared: Recoveries): Change {
  const hibernated = [...new Set([...(declared.hibernated ?? []), name])];
  return { recoveries: { ...declared, hibernated }, says: `${name} is hibernated, and its schedules are suspended` };
}

function dropCluster(name: string, reason: string | undefined, declared: Recoveries): Change {
  if (reason === undefined || reason.trim() === '') {
    throw new UsageError(`--reason is missing: say why nobody needs ${name} any more, for those who look for it later`);
  }
  const hibernated = declared.hibernated?.filter((each) => each !== name);
  const dropped = [...(declared.dropped ?? []), { name, reason }];
  return { recoveries: { ...declared, hibernated, dropped }, says: `${name} is no longer declared` };
}
