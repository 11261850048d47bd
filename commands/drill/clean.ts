import { DRILL_SCHEMA } from '../../constructs/drills/drill-pods';
import { serviceName } from '../../values/cnpg/derived-names';
import { KubeError } from '../kube/kube-port';
import { lockDrill } from './drill-lock';
import type { DrillRun } from './drill-run';
import { droppingSchema, type Made, undoing } from './made';
import { ALL_BUT_LOCK, type Patience, type SweepOptions, type SweepProblem, sweep } from './sweep';
import type { WriterPort } from './writer-port';

/** A session may be refused while instances change their roles. */
const ATTEMPTS = 5;
const PAUSE_MILLISECONDS = 1_000;

/**
 * Removes what an earlier drill has left, and takes the lock.
 * @returns what lets go of it
 */
export async function cleanStart(run: DrillRun): Promise<() => Promise<void>> {
  const { kube, clock, origin, timeline, target } = run;
  const { done, problems } = await sweep(kube, clock, origin);
  if (problems.length > 0) {
    const words = problems.map((problem) => worded(kube.context, problem)).join('; ');
    throw new KubeError(`left-overs of an earlier drill cannot be removed: ${words}`);
  }
  if (done.length > 0) {
    timeline.add('drill', `left-overs of an earlier drill are removed: ${done.join(', ')}`);
    await run
      .writer({ cluster: target.cluster, service: serviceName(target.cluster, 'rw') })
      .drop()
      .catch(() => {});
  }
  return lockDrill(kube, clock, origin);
}

/**
 * Removes and puts back what this drill has made and changed. Not cut short by the first Ctrl-C: an API server that is away is asked for as
 * long as a wait may take, or until Ctrl-C. Where rows are left the lock stays, by which the next drill finds them.
 * @returns what is left, each with the command that removes it
 */
export async function cleanEnd(
  run: DrillRun,
  made: Made,
  writers: ReadonlySet<WriterPort>,
  unlock: () => Promise<void>,
): Promise<string[]> {
  const { kube, clock, origin, timeline, target, signal, limit } = run;
  const until = clock.now() + limit;
  const waits = `${kube.context} does not answer: it is asked for ${limit / 1000} s, so that everything is put back; Ctrl-C ends that`;
  let isTold = false;
  const onWait = () => {
    if (!isTold) timeline.add('drill', waits);
    isTold = true;
  };
  // Who was interrupted already waits for the usual few tries.
  const patience: Patience | undefined = signal.aborted ? undefined : { until, signal, onWait };
  const left: string[] = [];
  const swept = async (kinds: SweepOptions['kinds']) => {
    const { problems } = await sweep(kube, clock, origin, { id: origin.id, patience, kinds });
    left.push(...leftOvers(kube.context, made, problems));
  };
  await swept(ALL_BUT_LOCK);
  const before = left.length;
  for (const writer of writers) {
    const problem = await dropped(run, writer);
    const command = droppingSchema(kube.context, target);
    if (problem !== undefined) left.push(`schema ${DRILL_SCHEMA}: ${problem}; the next drill drops it, or: ${command}`);
  }
  await unlock();
  if (left.length === before) await swept(['ConfigMap']);
  timeline.add('drill', left.length === 0 ? 'everything is removed and put back' : `what is left: ${left.join('; ')}`);
  return left;
}

/** What could not be looked for is left only where this drill has made or marked it. */
function leftOvers(context: string, made: Made, problems: readonly SweepProblem[]): string[] {
  return problems.flatMap((problem) =>
    problem.ref !== undefined
      ? [worded(context, problem)]
      : made.of(problem.kind).map((ref) => worded(context, { ...problem, ref })),
  );
}

function worded(context: string, { kind, ref, reason }: SweepProblem): string {
  if (ref === undefined) return `looking for ${kind} objects: ${reason}`;
  return `${kind} ${ref.name}: ${reason}; by hand: ${undoing(context, ref)}`;
}

/** @returns what prevents it */
async function dropped({ clock }: Pick<DrillRun, 'clock'>, writer: WriterPort): Promise<string | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      await writer.drop();
      return undefined;
    } catch (error) {
      if (attempt === ATTEMPTS) return error instanceof Error ? error.message : String(error);
      await clock.sleep(PAUSE_MILLISECONDS);
    }
  }
}
