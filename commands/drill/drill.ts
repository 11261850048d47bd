import { resolve } from 'node:path';
import type { Application } from '../../constructs/index';
import type { Console } from '../cli/console';
import { UsageError } from '../cli/usage-error';
import type { Kubeconfig } from '../kube/client-library';
import { kubeClient } from '../kube/kube-client';
import { KubeError, type KubePort } from '../kube/kube-port';
import { loadKubeconfig } from '../kube/kubeconfig';
import { type Clock, systemClock } from './clock';
import { declaredObjectives } from './declared-objectives';
import { keepHistory } from './drill-history';
import { DRILL_NAMES, type DrillName } from './drill-names';
import type { DrillObjectives } from './drill-objectives';
import { type DrillReport, printValue } from './drill-report';
import type { DrillRun, DrillSettings } from './drill-run';
import { type ClusterName, clusterOfApplication, databaseOf } from './drill-target';
import { refuseResting } from './drillable';
import { LiveWriters } from './live-writers';
import { refuseUnlessPermitted } from './permission';
import { readChecks } from './restore-checks';
import { drillId, runDrill } from './run-drill';
import { shell } from './shell';
import { Timeline } from './timeline';
import { writeReport } from './write-report';

/** What `npm run drill` is asked for. */
export interface DrillRequest {
  readonly applications: readonly Application[];
  readonly drill: string;
  readonly application: string;
  /** For applications that have several. */
  readonly cluster?: string;
  /** @default - the current context of the kubeconfig */
  readonly context?: string;
  /** @default - the application's own */
  readonly namespace?: string;
  /** Runs where nothing says that it is a test. */
  readonly yes: boolean;
  /** @default - what the Cluster promises */
  readonly objectives: DrillObjectives;
  readonly settings: DrillSettings;
  /** File with SQL that must hold in the recovered database, absolute or relative to the root. @default - none */
  readonly check?: string;
  /** Seconds that a single wait may take. */
  readonly timeout: number;
  /** Folder of the repository. */
  readonly root: string;
  /** Folder for the report, absolute or relative to the root. */
  readonly report: string;
  readonly console: Console;
  /** Given to end the drill early. */
  readonly signal: AbortSignal;
}

/** The world outside, where it is not the real one. */
export interface DrillWorld {
  readonly config: Kubeconfig;
  readonly clock: Clock;
  /** @default - PostgreSQL, through port-forwards */
  readonly writer?: DrillRun['writer'];
  /** @default - the API server of the kubeconfig */
  readonly kube?: DrillRun['kube'];
  readonly shell: DrillRun['shell'];
}

/**
 * Breaks one thing in a live cluster, measures what comes of it, puts everything back and writes a report.
 * @returns the exit code: 0 when all objectives are met, 1 when not, 130 when it was interrupted
 * @throws UsageError before anything is broken
 */
export async function drill(request: DrillRequest, given?: DrillWorld): Promise<number> {
  const name = drillName(request.drill);
  const found = clusterOfApplication(request.applications, request.application, request.cluster);
  const world = given ?? { config: await loadKubeconfig(request.context), clock: systemClock, shell };
  const kube = world.kube ?? kubeClient(world.config);
  try {
    return await start(
      name,
      request,
      { ...world, kube },
      { ...found, namespace: request.namespace ?? found.namespace },
    );
  } catch (error) {
    // From before the drill: during it they are its result.
    throw error instanceof KubeError ? new UsageError(`context ${kube.context}: ${error.message}`) : error;
  }
}

async function start(
  drill: DrillName,
  request: DrillRequest,
  { config, clock, kube, shell, ...world }: DrillWorld & { readonly kube: KubePort },
  { name: cluster, namespace }: ClusterName,
): Promise<number> {
  const { application, check, console, root, settings, signal, timeout } = request;
  await refuseUnlessPermitted(kube, namespace, request.yes);
  const manifest = await kube.read({ kind: 'Cluster', name: cluster, namespace });
  if (manifest === undefined) {
    throw new UsageError(
      `Cluster ${namespace}/${cluster}: context ${kube.context} has none with this name; add --context or --namespace`,
    );
  }
  const target = { namespace, cluster, ...databaseOf(manifest) };
  refuseResting(manifest);
  const writers = new LiveWriters(config, kube, target);
  const run: DrillRun = {
    origin: { id: drillId(drill, clock.now()), namespace, cluster },
    target,
    kube,
    clock,
    signal,
    timeline: new Timeline(clock, (line) => console.out(line)),
    limit: timeout * 1000,
    objectives: { ...declaredObjectives(drill, manifest), ...request.objectives },
    settings: { ...settings, ...(check !== undefined && { checks: readChecks(drill, root, check) }) },
    writer: world.writer ?? ((place) => writers.to(place)),
    shell,
  };
  try {
    const report = await runDrill(drill, application, run);
    const page = await writeReport(resolve(root, request.report), report);
    console.out(summary(report, page));
    if (drill === 'restore') await keepHistory(root, report, console);
    return { passed: 0, failed: 1, interrupted: 130 }[report.outcome];
  } finally {
    await writers.close();
  }
}

function drillName(name: string): DrillName {
  const known = DRILL_NAMES.find((each) => each === name);
  if (known !== undefined) return known;
  throw new UsageError(`drill "${name}": there is ${DRILL_NAMES.join(', ')}`);
}

function summary({ drill, outcome, measures, facts, failures }: DrillReport, page: string): string {
  const lines = [
    ...measures.map(({ name, value, unit, limit, met }) => {
      const objective = limit === undefined ? '' : `, at most ${printValue(limit, unit)}: ${met ? 'met' : 'missed'}`;
      return `  ${name}: ${printValue(value, unit)}${objective}`;
    }),
    ...Object.entries(facts).map(([name, value]) => `  ${name}: ${value}`),
    ...failures.map((failure) => `  ✖ ${failure}`),
  ];
  return `\ndrill ${drill}: ${outcome}\n${lines.map((line) => `${line}\n`).join('')}report: ${page}\n`;
}
