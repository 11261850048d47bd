import { isolationPolicy } from '../../manifests/drills/drill-policies';
import { recoveredCluster } from '../../manifests/drills/recovered-cluster';
import type { Manifest } from '../../manifests/object/manifest';
import { serviceName } from '../../values/cnpg/derived-names';
import { ClusterObserver, isHealthy, stateOf } from './cluster-state';
import { DrillFailure } from './drill-failure';
import type { DrillFindings, DrillRun } from './drill-run';
import { archiving, comingUp } from './lookouts';
import { runChecks } from './restore-checks';
import { until } from './until';
import type { WriterPort } from './writer-port';

/** Rows before the marker. */
const ROWS = 100;
const MARKER = ROWS + 1;
/** Recovery stops at a commit later than its target, and fails when the archive ends before one. */
const TAIL = ROWS + 2;
/** Between a commit and a recovery target: far more than a commit's own time. */
const APART_MILLISECONDS = 2_000;

interface Point {
  readonly name: 'before' | 'after';
  readonly targetTime: string;
  readonly checksum: string;
  readonly hasMarker: boolean;
}

/** Recovers to a moment before a marker row and to one after it, each into an isolated cluster, and compares what is in them. */
export async function restoreDrill(run: DrillRun): Promise<DrillFindings> {
  const { target, timeline, clock, objectives } = run;
  const { manifest } = await new ClusterObserver(run).look();
  const writer = run.writer({ cluster: target.cluster, service: serviceName(target.cluster, 'rw') });
  const points = await writeHistory(run, writer);
  await archived(run, writer);
  const start = clock.now();
  for (const point of points) await requestRecovery(run, manifest, point);
  const failures: string[] = [];
  const measures = [];
  for (const point of points) {
    const name = recoveredName(run, point);
    const lookout = comingUp(run, name);
    await until(
      run,
      `cluster ${name} is recovered`,
      async () => {
        const cluster = await run.kube.read({ kind: 'Cluster', name, namespace: target.namespace });
        return (cluster !== undefined && isHealthy(stateOf(cluster))) || undefined;
      },
      lookout,
    );
    const value = (clock.now() - start) / 1000;
    measures.push({
      name: `recovery to ${point.name} the marker`,
      value,
      unit: 's',
      limit: objectives.seconds,
    } as const);
    timeline.add('cluster', `${name} is recovered to ${point.targetTime}`);
    failures.push(...(await differences(run, point)));
  }
  const facts = points.map(({ name, targetTime, checksum }) => [
    `${name} the marker`,
    `${targetTime}, checksum ${checksum}`,
  ]);
  const checked = await checkNewest(run, points);
  failures.push(...checked.failures);
  return { measures, facts: { ...Object.fromEntries(facts), ...checked.facts }, gaps: [], failures };
}

/** The application's own checks, in the recovered cluster that has everything up to the newest moment. */
async function checkNewest(run: DrillRun, points: readonly Point[]) {
  const { checks } = run.settings;
  const newest = points.at(-1);
  if (checks === undefined || newest === undefined) return { facts: {}, failures: [] };
  const name = recoveredName(run, newest);
  const writer = run.writer({ cluster: name, service: serviceName(name, 'rw') });
  const { fact, failures } = await runChecks(checks, writer, run.limit);
  run.timeline.add('drill', `checks: ${fact}`);
  return { facts: { checks: fact }, failures };
}

async function writeHistory({ clock, signal, timeline }: DrillRun, writer: WriterPort): Promise<Point[]> {
  await writer.prepare();
  for (let row = 1; row <= ROWS; row++) {
    signal.throwIfAborted();
    await writer.commit(row);
  }
  const before = await momentAfterCommit();
  timeline.add('writes', `${ROWS} rows before the marker`);
  await writer.commit(MARKER);
  const after = await momentAfterCommit();
  timeline.add('writes', 'the marker');
  await writer.commit(TAIL);
  return [
    { name: 'before', ...before, hasMarker: false },
    { name: 'after', ...after, hasMarker: true },
  ];

  async function momentAfterCommit() {
    const checksum = await writer.checksum();
    await clock.sleep(APART_MILLISECONDS, signal);
    const targetTime = await writer.now();
    await clock.sleep(APART_MILLISECONDS, signal);
    return { targetTime, checksum };
  }
}

/** PostgreSQL archives a file when it is full, or after `archive_timeout`: five minutes where CNPG decides. */
async function archived(run: DrillRun, writer: WriterPort): Promise<void> {
  const file = await until(run, 'the current WAL file is known', () => writer.walFile());
  run.timeline.add('drill', `waiting until WAL file ${file} is archived`);
  await until(
    run,
    `WAL file ${file} is archived`,
    async () => {
      const last = await writer.archivedWalFile();
      // The first eight digits are the timeline, which a failover meanwhile makes another.
      return (last !== undefined && last.slice(8, 24) >= file.slice(8, 24)) || undefined;
    },
    archiving(run),
  );
  run.timeline.add('writes', `WAL file ${file} is archived`);
}

async function requestRecovery(run: DrillRun, cluster: Manifest, point: Point): Promise<void> {
  const { kube, origin, target, timeline, settings } = run;
  const name = recoveredName(run, point);
  const { targetTime } = point;
  const recovered = recoveredCluster(origin, cluster, {
    name,
    targetTime,
    database: target.database,
    owner: target.owner,
  });
  if (recovered === undefined) {
    throw new DrillFailure(`Cluster ${target.cluster} has no archive of the Barman Cloud plugin to recover from`);
  }
  await kube.create(isolationPolicy(origin, name, settings.operatorNamespace));
  await kube.create(recovered);
  timeline.add('drill', `cluster ${name} is to recover to ${targetTime}`);
}

async function differences(run: DrillRun, point: Point): Promise<string[]> {
  const name = recoveredName(run, point);
  const writer = run.writer({ cluster: name, service: serviceName(name, 'rw') });
  const lookout = comingUp(run, name);
  const rows = await until(run, `cluster ${name} answers`, () => writer.rows(), lookout);
  const checksum = await until(run, `cluster ${name} answers`, () => writer.checksum(), lookout);
  const found: string[] = [];
  if (checksum !== point.checksum) {
    found.push(
      `${point.name} the marker: ${rows.length} rows with checksum ${checksum} are recovered, ${point.checksum} was written`,
    );
  }
  if (rows.includes(MARKER) !== point.hasMarker) {
    found.push(`${point.name} the marker: the marker row is ${point.hasMarker ? 'missing' : 'there'}`);
  }
  return found;
}

function recoveredName({ origin }: DrillRun, { name }: Point): string {
  return `${origin.id}-${name}`;
}
