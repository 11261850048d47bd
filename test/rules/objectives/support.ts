import { load } from 'js-yaml';
import { expect } from 'vitest';
import type { Manifest } from '../../../manifests/object/manifest';
import { Index } from '../../../manifests/object/object-index';
import { type Claim, claimStatus, OBJECTIVE_ENTRIES, prove } from '../../../rules/objectives';

export const NOW = new Date('2026-11-21T13:00:00Z');
export const TARGET = { operator: '1.28.4', plugin: '0.11.0', kubernetes: '1.34' };

/** Three instances over three zones, synchronous, archived daily, TLS required, with every setting that was measured to help. */
const CLUSTER = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop, annotations: {}}
spec:
  instances: 3
  imageName: ghcr.io/cloudnative-pg/postgresql:17.7-standard-trixie
  storage: {size: 1Gi}
  primaryUpdateMethod: switchover
  smartShutdownTimeout: 5
  postgresql:
    parameters: {wal_retrieve_retry_interval: 1s, log_min_duration_statement: 500ms}
    pg_hba: [hostnossl all all all reject]
    synchronous: {method: any, number: 1, dataDurability: required, failoverQuorum: true}
  affinity:
    podAntiAffinityType: required
    topologyKey: kubernetes.io/hostname
    tolerations:
    - {key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 0}
    - {key: node.kubernetes.io/not-ready, operator: Exists, effect: NoExecute, tolerationSeconds: 0}
  topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: topology.kubernetes.io/zone
    whenUnsatisfiable: DoNotSchedule
    labelSelector: {matchLabels: {cnpg.io/cluster: shop-db, cnpg.io/podRole: instance}}
  plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: {barmanObjectName: backups}}]
`;
const STORE = `apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: backups, namespace: shop}
spec: {configuration: {destinationPath: s3://backups/shop}, retentionPolicy: 30d}
`;
const SCHEDULE = `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: {name: daily, namespace: shop}
spec: {schedule: 0 0 2 * * *, immediate: true, cluster: {name: shop-db}, method: plugin}
`;
export const OPERATOR = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: cnpg, namespace: argocd}
spec:
  source:
    chart: cloudnative-pg
    helm:
      valuesObject:
        replicaCount: 2
        config: {data: {STANDBY_TCP_USER_TIMEOUT: "2000"}}
        podSecurityContext: {sysctls: [{name: net.ipv4.tcp_retries2, value: "3"}]}
`;

export const PLUGIN = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: barman, namespace: argocd}
spec:
  source:
    chart: plugin-barman-cloud
    helm:
      valuesObject:
        replicaCount: 2
        additionalArgs: [--leader-elect=false]
        topologySpreadConstraints: [{maxSkew: 1, topologyKey: kubernetes.io/hostname, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app.kubernetes.io/name: plugin-barman-cloud}}}]
`;

/** Node monitor and kubelets as they were measured. */
export const PLATFORM = {
  nodeMonitorGracePeriod: '16s',
  nodeMonitorPeriod: '2s',
  nodeStatusUpdateFrequency: '4s',
};

/** A field by its path, and the value to put there; undefined takes it away. The last step may be the index of a list. */
export type Changes = Readonly<Record<string, unknown>>;

export interface Case {
  readonly objectives: object;
  readonly platform?: object;
  readonly cluster?: Changes;
  readonly store?: Changes | null;
  readonly schedule?: Changes | null;
  readonly others?: readonly string[];
  readonly operator?: string;
}

/** The same without an archive, so that nothing restores WAL in a failover and no plugin is asked. */
export function unarchived(given: Case): Case {
  return { ...given, cluster: { 'spec.plugins': undefined, ...given.cluster } };
}

/** The manifests of a case: first the Cluster. */
export function manifestsOf({
  objectives,
  platform = PLATFORM,
  cluster,
  store,
  schedule,
  others = [],
}: Case): Manifest[] {
  const annotation = {
    'metadata.annotations': { 'cnpg-gitops/objectives': JSON.stringify({ ...objectives, platform }) },
  };
  const parts = [
    changed(CLUSTER, { ...annotation, ...cluster }),
    ...(store === null ? [] : [changed(STORE, store)]),
    ...(schedule === null ? [] : [changed(SCHEDULE, schedule)]),
  ];
  return [...parts, ...others.map((text) => load(text) as Manifest)];
}

export function claimsOf(given: Case): Claim[] {
  const manifests = manifestsOf(given);
  const [cluster] = manifests;
  if (cluster === undefined) throw new Error('no cluster');
  const target = { ...TARGET, operator: given.operator ?? TARGET.operator };
  return prove(cluster, { target, now: NOW, index: new Index(manifests) });
}

/** The only claim of a case. */
export function claimOf(given: Case): Claim & { readonly status: ReturnType<typeof claimStatus> } {
  const [claim, ...more] = claimsOf(given);
  if (claim === undefined || more.length > 0) throw new Error(`${more.length} claims too many`);
  return { ...claim, status: claimStatus(claim) };
}

function changed(text: string, changes: Changes = {}): Manifest {
  const manifest = load(text) as Record<string, unknown>;
  for (const [path, value] of Object.entries(changes)) {
    const steps = path.split('.');
    const last = steps.pop() ?? '';
    const parent = steps.reduce((here, step) => {
      here[step] ??= {};
      return here[step] as Record<string, unknown>;
    }, manifest);
    if (value === undefined) delete parent[last];
    else parent[last] = value;
  }
  return manifest as unknown as Manifest;
}

/** What it is about, the case, its status, a part of what is computed, and a part of what is missing. */
export type Row = readonly [about: string, given: Case, status: string, step: string, missing?: string];

export function expectRow([, given, status, step, missing]: Row): void {
  const claim = claimOf(given);
  const messages = claim.gaps.map(({ message }) => message);
  expect(messages).toEqual(status === 'failed' ? expect.anything() : []);
  expect(claim.status).toBe(status);
  expect(claim.steps.join('\n')).toContain(step);
  if (missing !== undefined) expect(messages.join('\n')).toContain(missing);
  expect(OBJECTIVE_ENTRIES.map(({ id }) => id)).toContain(claim.rule);
}

export const SYNC = 'spec.postgresql.synchronous';
export const PARAMETER = 'spec.postgresql.parameters';
export const ALL_SETTINGS = { others: [OPERATOR] };

/** An objective of recovery time. */
export function within(fault: string, limit: string): object {
  return { rto: { [fault]: limit } };
}

export function instances(count: number, more: Changes = {}): Changes {
  return { 'spec.instances': count, ...more };
}
