import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_TARGET } from '../../../constructs/index';
import { archiveFolderOf } from '../../../manifests/cnpg/archives';
import { servingClusterOf } from '../../../manifests/cnpg/database-host';
import { at, list, type Manifest } from '../../../manifests/object/manifest';
import { Index } from '../../../manifests/object/object-index';
import { NetworkPolicyEvaluator, type Policy } from '../../support/network-policy-evaluator';
import { CutOver, hostOf, type Source } from '../support/cut-over';
import { edited } from '../support/edited';
import { shop } from '../support/shop';

// The printed procedure is followed to the letter, on manifests.

const APPLICATIONS: readonly (readonly [name: string, cluster: string, steps: number, source: Source])[] = [
  ['parametric-portal', 'parametric-portal-db', 6, (edits) => edited('parametric-portal', edits)],
  ['phoenix-guardian', 'phoenix-guardian-db', 5, (edits) => edited('phoenix-guardian', edits)],
  ['shop', 'shop-db', 6, (edits) => Promise.resolve(shop(edits))],
];

let cutOver: CutOver;
afterEach(() => cutOver.remove());

describe.each(APPLICATIONS)('%s', (name, cluster, count, source) => {
  it('serves the recovered cluster after the last step, backed up and watched', async () => {
    cutOver = new CutOver(name, source);
    const before = await cutOver.synth();
    expect(before.errors).toEqual([]);
    const steps = stepsOf(await cutOver.restore());
    // An operator without known bugs needs no step before the first.
    expect(steps).toHaveLength(count);
    for (const step of steps.slice(0, -1)) {
      for (const line of step) await follow(line, cluster);
      const { errors, manifests } = await cutOver.synth();
      expect(errors).toEqual([]);
      expectServed(manifests, step.some((line) => /^(?:0\.|1\.|2\.)/.test(line)) ? cluster : `${cluster}-r2`);
    }
    const { manifests } = await cutOver.synth();
    expectCaredFor(before.manifests, manifests, cluster, `${cluster}-r2`);
    expect(at(clusterOf(manifests, cluster), 'metadata.annotations')).toMatchObject({ 'cnpg.io/hibernation': 'on' });
  });
});

it('drops the old cluster, and the recovered one is what it was', async () => {
  cutOver = new CutOver('shop', (edits) => Promise.resolve(shop(edits)));
  const steps = stepsOf(await cutOver.restore());
  for (const line of steps.slice(0, 5).flat()) await follow(line, 'shop-db');
  const { manifests } = await cutOver.synth();
  for (const line of steps[5] ?? []) await follow(line, 'shop-db');
  expect(cutOver.edits.recoveries).toMatchObject({ dropped: [{ name: 'shop-db', reason: '…' }] });
  const { errors, manifests: left } = await cutOver.synth();
  expect(errors).toEqual([]);
  // The move removes the policy that let a pooler reach the recovered cluster in addition to its own.
  const isOld = ({ kind, metadata: { name } }: Manifest) =>
    /^shop-db(?!-r2|-pooler)/.test(String(name)) || (kind === 'NetworkPolicy' && name === 'shop-db-r2-pooler');
  expect(left.map(nameOf).sort()).toEqual(
    manifests
      .filter((each) => !isOld(each))
      .map(nameOf)
      .sort(),
  );
  expectServed(left, 'shop-db-r2');
  expect(clusterOf(left, 'shop-db-r2')).toEqual(clusterOf(manifests, 'shop-db-r2'));
  expect(await cutOver.restore({ at: '2026-11-21T12:00:00Z' })).toContain('shop-db-r3 is declared');
  expect((await cutOver.synth()).errors).toEqual([]);
});

it('says first which bugs of the operator the recovery can meet', async () => {
  cutOver = new CutOver('shop', (edits) => Promise.resolve(shop(edits)));
  const printed = await cutOver.restore();
  const bug =
    '#10818: a recovery from an object store can stop at the timeline of the base backup and drop all later transactions; repaired in 1.28.4 of 2026-06-29';
  expect(printed).toContain(bug);
  expect(printed.indexOf(bug)).toBeLessThan(printed.indexOf('1. git commit'));
  expect(printed).toContain(
    'only a base backup that was taken after the last failover or switchover of shop-db is safe',
  );
  // It is for replicas.
  expect(printed).not.toContain('#9650');
});

it('has no bugs to tell of a repaired operator, which does not let a Pooler change its cluster', async () => {
  const target = { ...DEFAULT_TARGET, operator: '1.28.4' };
  cutOver = new CutOver('shop', (edits) => Promise.resolve({ ...shop(edits), target }));
  const printed = await cutOver.restore();
  expect(printed).not.toMatch(/^0\.|#\d+/m);
  expect(printed).toContain('kubectl delete poolers.postgresql.cnpg.io shop-db-pooler -n shop');
});

/** The steps of what was printed, each with its lines; the first is what comes before. */
function stepsOf(printed: string): string[][] {
  const steps: string[][] = [];
  for (const line of printed.split('\n').slice(2)) {
    if (/^\d\. /.test(line)) steps.push([]);
    if (line !== '') steps.at(-1)?.push(line.trim());
  }
  return steps;
}

/** Does what a line says to do in the source; fails for an unknown instruction. */
async function follow(line: string, cluster: string): Promise<void> {
  const [, option, name, reason] =
    /^npm run restore -- \S+ --(serve|hibernate|drop) ([\w-]+)(?: --reason "(.+)")?, /.exec(line) ?? [];
  if (/^set the replicas of what writes to 0/.test(line)) cutOver.edits.replicas = 0;
  else if (option !== undefined) {
    if (option !== 'serve') expect(name).toBe(cluster);
    await cutOver.restore({ [option]: name, reason });
    cutOver.edits.replicas = undefined;
  } else expect(line).toMatch(NOTHING_TO_EDIT);
}

const NOTHING_TO_EDIT =
  /^(?:\d\. git commit -m "|before the next: |way back: |npm run synth: |argocd app sync |kubectl delete |keep the entry of |where synth reports |the objectives are those of |\S+, under the same name, leads to |0\. before anything else: |#\d+: |without the upgrade, )/;

function expectServed(manifests: readonly Manifest[], cluster: string): void {
  const serving = servingClusterOf(hostOf(manifests), 'x', new Index(manifests));
  expect(serving?.metadata.name).toBe(cluster);
  expectOpen(manifests, cluster);
  for (const pooler of manifests.filter(({ kind }) => kind === 'Pooler'))
    expect(at(pooler, 'spec.cluster.name')).toBe(cluster);
}

/** Whatever backs up, watches and closes the old cluster, the recovered one has too. */
function expectCaredFor(
  before: readonly Manifest[],
  manifests: readonly Manifest[],
  old: string,
  recovered: string,
): void {
  const cluster = clusterOf(manifests, recovered);
  expect(archiveFolderOf(cluster, new Index(manifests))).toMatchObject({ serverName: recovered });
  const schedules = manifests.filter(
    ({ kind, spec }) => kind === 'ScheduledBackup' && at(spec, 'cluster.name') === recovered,
  );
  expect(schedules.map(({ spec }) => [at(spec, 'suspend'), at(spec, 'immediate')])).toEqual([[false, true]]);
  const kinds = (of: readonly Manifest[], name: string) =>
    of
      .filter((each) => aboutOf(each) === name)
      .map(({ kind }) => kind)
      .sort();
  expect(kinds(manifests, recovered)).toEqual(kinds(before, old));
  expect(kinds(manifests, recovered)).toEqual(expect.arrayContaining(['PodMonitor', 'PrometheusRule']));
  const rule = manifests.find((each) => each.kind === 'PrometheusRule' && aboutOf(each) === recovered);
  const alerts = list(at(rule, 'spec.groups'))
    .flatMap((group) => list(at(group, 'rules')))
    .map((each) => at(each, 'alert'));
  expect(alerts).toEqual(expect.arrayContaining(['PostgresWalArchivingFailing', 'PostgresBaseBackupOverdue']));
}

/** Name of the cluster that something watches or closes. */
function aboutOf({ kind, metadata, spec }: Manifest): string | undefined {
  if (kind === 'PodMonitor') return at(spec, 'selector.matchLabels')?.['cnpg.io/cluster' as never];
  if (kind === 'NetworkPolicy')
    return (at(spec, 'podSelector.matchLabels') as Record<string, string>)?.['cnpg.io/cluster'];
  if (kind === 'PrometheusRule') return String(at(spec, 'groups.0.name')).split('/')[1];
  if (kind === 'ConfigMap' && metadata.labels?.grafana_dashboard === '1')
    return String(metadata.name).replace(/-dashboards$/, '');
  return undefined;
}

/** Whether policies let the API, or the pooler that it comes through, reach the cluster. */
function expectOpen(manifests: readonly Manifest[], cluster: string): void {
  const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy') as unknown as Policy[];
  const [client] = manifests
    .filter(({ kind }) => kind === 'Pooler' || kind === 'Deployment')
    .sort((a) => (a.kind === 'Pooler' ? -1 : 1));
  const name = String(client?.metadata.name);
  const labels: Record<string, string> =
    client?.kind === 'Pooler' ? { 'cnpg.io/poolerName': name } : { 'app.kubernetes.io/name': name };
  const namespace = String(clusterOf(manifests, cluster).metadata.namespace);
  const instance = { 'cnpg.io/cluster': cluster, 'cnpg.io/podRole': 'instance' };
  const from = { name, ip: '10.0.0.1', namespace, labels };
  const to = { name: `${cluster}-1`, ip: '10.0.0.2', namespace, labels: instance };
  expect(new NetworkPolicyEvaluator(policies, { [namespace]: {} }).allows({ from, to, port: 5432 })).toBe(true);
}

function clusterOf(manifests: readonly Manifest[], name: string): Manifest {
  const found = manifests.find(({ kind, metadata }) => kind === 'Cluster' && metadata.name === name);
  if (found === undefined) throw new Error(`no Cluster ${name}`);
  return found;
}

function nameOf({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.name}`;
}
