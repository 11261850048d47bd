import { cleanEnd, cleanStart } from './clean';
import { refuseHeldLock } from './drill-lock';
import type { DrillName } from './drill-names';
import { type DrillReport, judged, NOTHING_FOUND, type Outcome } from './drill-report';
import type { DrillRun, WriterPlace } from './drill-run';
import { DRILLS } from './drills';
import { Made } from './made';
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
  const made = new Made();
  const run: DrillRun = {
    ...given,
    kube: made.watching(given.kube),
    writer: (place) => ownWriter(given, place, writers),
  };
  await refuseHeldLock(kube, clock, origin);
  const unlock = await cleanStart({ ...run, writer: given.writer });
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
    leftOvers = await cleanEnd(run, made, writers, unlock);
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

// Writers of recovered clusters go with them.
function ownWriter(given: DrillRun, place: WriterPlace, writers: Set<WriterPort>): WriterPort {
  const writer = given.writer(place);
  if (place.cluster === given.target.cluster) writers.add(writer);
  return writer;
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** `failover-20261121t130501`: sorts by time, and is allowed in names and labels. */
export function drillId(name: DrillName, now: number): string {
  return `${name}-${iso(now).slice(0, 19).replaceAll(/[-:]/g, '').toLowerCase()}`;
}
