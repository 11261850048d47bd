import type { DrillRun, WriterPlace } from './drill-run';
import { DRILLS, type DrillName } from './drills';
import { KubeError } from './kube-port';
import { lock, refuseHeldLock } from './lock';
import { type DrillReport, judged, NOTHING_FOUND, type Outcome } from './report';
import { sweep } from './sweep';
import { expected } from './until';
import type { WriterPort } from './writer-port';

/**
 * Runs a drill between a clean start and a clean end: what an earlier run left is removed first, what this one makes is removed whatever
 * happens.
 *
 * @throws UsageError before anything is changed, and errors of our own after everything is put back
 */
export async function runDrill(name: DrillName, application: string, given: DrillRun): Promise<DrillReport> {
  const { origin, kube, clock, timeline, signal } = given;
  const writers = new Set<WriterPort>();
  const run: DrillRun = { ...given, writer: (place) => ownWriter(given, place, writers) };
  await refuseHeldLock(kube, clock, origin);
  const unlock = await cleanStart(given);
  let findings = NOTHING_FOUND;
  let failures: readonly string[] = [];
  let leftOvers: readonly string[] = [];
  try {
    signal.throwIfAborted();
    findings = await DRILLS[name](run);
    failures = findings.failures;
  } catch (error) {
    if (!signal.aborted) failures = [expected(error).message];
  } finally {
    await unlock();
    leftOvers = await cleanEnd(run, writers);
  }
  const measures = findings.measures.map(judged);
  const missed = measures.filter(({ met }) => met === false);
  const outcome = outcomeOf(signal, failures.length + missed.length + leftOvers.length);
  timeline.add('drill', outcome);
  const { context } = kube;
  const times = { started: iso(timeline.start), ended: iso(clock.now()) };
  const { id, namespace, cluster } = origin;
  const { facts, gaps } = findings;
  const about = { id, drill: name, application, context, namespace, cluster, outcome, ...times };
  return { ...about, measures, facts, failures, leftOvers, gaps, events: timeline.events };
}

function outcomeOf(signal: AbortSignal, problems: number): Outcome {
  if (signal.aborted) return 'interrupted';
  return problems === 0 ? 'passed' : 'failed';
}

async function cleanStart(run: DrillRun): Promise<() => Promise<void>> {
  const { kube, clock, origin, timeline } = run;
  const { done, problems } = await sweep(kube, clock, origin);
  if (problems.length > 0)
    throw new KubeError(`left-overs of an earlier drill cannot be removed: ${problems.join('; ')}`);
  if (done.length > 0) {
    timeline.add('drill', `left-overs of an earlier drill are removed: ${done.join(', ')}`);
    await mainWriter(run)
      .drop()
      .catch(() => {});
  }
  return lock(kube, clock, origin);
}

/** Not cut short by Ctrl-C, which is why it is here. */
async function cleanEnd(
  { kube, clock, origin, timeline }: DrillRun,
  writers: ReadonlySet<WriterPort>,
): Promise<string[]> {
  const { problems } = await sweep(kube, clock, origin, origin.id);
  const left = [...problems];
  for (const writer of writers) {
    await writer.drop().catch((error: unknown) => {
      left.push(`schema cnpg_gitops_drill: ${error instanceof Error ? error.message : String(error)}`);
    });
  }
  timeline.add('drill', left.length === 0 ? 'everything is removed and put back' : `what is left: ${left.join('; ')}`);
  return left;
}

// Writers of recovered clusters go with them.
function ownWriter(given: DrillRun, place: WriterPlace, writers: Set<WriterPort>): WriterPort {
  const writer = given.writer(place);
  if (place.cluster === given.target.cluster) writers.add(writer);
  return writer;
}

function mainWriter({ writer, target: { cluster } }: DrillRun): WriterPort {
  return writer({ cluster, service: `${cluster}-rw` });
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** `failover-20261121t130501`: sorts by time, and is allowed in names and labels. */
export function drillId(name: DrillName, now: number): string {
  return `${name}-${iso(now).slice(0, 19).replaceAll(/[-:]/g, '').toLowerCase()}`;
}
