import { at, list, type Manifest, record, text } from '../../manifests/object/manifest';
import { CLUSTER_LABEL, POD_ROLE_LABEL } from '../../values/cnpg/cnpg-metadata';
import { KubeError } from '../kube/kube-port';
import type { DrillRun, Measure } from './drill-run';
import type { AfterFacts } from './measure-outage';
import type { Span } from './outage';
import { coveredBy, type RestoreCall, readRestoreCalls } from './restore-calls';

/** Where the plugin's restores are logged; those of CNPG itself are in the instance's own container. */
const SIDECAR = 'plugin-barman-cloud';

/**
 * How many times `restore_command` ran after the fault, how long it took, and how much of the outage that is: a standby that is promoted, and
 * those that follow it, ask the archive for files before they go on. Not every call holds writes up, so the share is the most that it can be.
 *
 * @param fault - milliseconds since 1970
 */
export async function restoreShare(
  run: Pick<DrillRun, 'kube' | 'target' | 'objectives'>,
  fault: number,
  outage: Span | undefined,
  promoted: string | undefined,
): Promise<AfterFacts> {
  try {
    const pods = await instancesOf(run);
    const calls = new Map<string, RestoreCall[]>();
    for (const pod of pods) calls.set(pod.metadata.name ?? '', await callsOf(run, pod, fault));
    return findings(calls, outage, promoted, run.objectives.restoreCallSeconds);
  } catch (error) {
    if (!(error instanceof KubeError)) throw error;
    return { facts: { 'restore calls': `not known: ${error.message}` }, measures: [] };
  }
}

function findings(
  calls: ReadonlyMap<string, readonly RestoreCall[]>,
  outage: Span | undefined,
  promoted: string | undefined,
  limit: number | undefined,
): AfterFacts {
  const asked = [...calls].filter(([, { length }]) => length > 0);
  if (asked.length === 0) {
    return { facts: { 'restore calls': 'none in the logs of the instances since the fault' }, measures: [] };
  }
  const facts = asked.map(([pod, each]) => {
    const within = outage === undefined ? '' : `, ${seconds(coveredBy(each, outage))} s of the longest gap`;
    const time = each.reduce((sum, { from, to }) => sum + to - from, 0);
    return [`restore calls of ${pod}`, `${each.length} in ${seconds(time)} s${within}`] as const;
  });
  const count = (is: boolean) =>
    asked.filter(([pod]) => (pod === promoted) === is).reduce((sum, [, { length }]) => sum + length, 0);
  const all = asked.flatMap(([, each]) => each);
  const covered = outage === undefined ? null : coveredBy(all, outage);
  const share =
    outage === undefined || covered === null ? null : (100 * covered) / Math.max(1, outage.to - outage.from);
  const measures: Measure[] = [
    { name: 'restore calls of the promoted instance', value: count(true), unit: 'calls' },
    { name: 'restore calls of the others', value: count(false), unit: 'calls' },
    { name: 'part of the longest gap with restore calls', value: covered === null ? null : covered / 1000, unit: 's' },
    { name: 'share of the longest gap with restore calls', value: share, unit: '%' },
    ...meanOf(all, limit),
  ];
  return { facts: Object.fromEntries(facts), measures };
}

/** What the proof counts with: a call for a history file is one start of the program. One for a segment may be several. */
function meanOf(calls: readonly RestoreCall[], limit: number | undefined): Measure[] {
  const single = calls.filter(({ wal }) => wal.endsWith('.history'));
  if (single.length === 0) return [];
  const value = single.reduce((sum, { from, to }) => sum + to - from, 0) / single.length / 1000;
  return [{ name: 'mean restore call for a history file', value, unit: 's', ...(limit !== undefined && { limit }) }];
}

async function instancesOf({ kube, target }: Pick<DrillRun, 'kube' | 'target'>): Promise<Manifest[]> {
  const pods = await kube.list('Pod', target.namespace, `${CLUSTER_LABEL}=${target.cluster}`);
  return pods.filter(({ metadata }) => metadata.labels?.[POD_ROLE_LABEL] === 'instance');
}

async function callsOf({ kube }: Pick<DrillRun, 'kube'>, pod: Manifest, since: number): Promise<RestoreCall[]> {
  const { name = '', namespace = '' } = pod.metadata;
  const containers = [...list(at(pod, 'spec.initContainers')), ...list(at(pod, 'spec.containers'))];
  const names = containers.map((container) => text(record(container).name));
  const container = names.includes(SIDECAR) ? SIDECAR : 'postgres';
  try {
    const log = await kube.log(namespace, name, { container, since });
    return readRestoreCalls(log).filter(({ to }) => to >= since);
  } catch (error) {
    // Gone meanwhile, or not started yet.
    if (error instanceof KubeError && (error.code === 404 || error.code === 400)) return [];
    throw error;
  }
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 100) / 10;
}
