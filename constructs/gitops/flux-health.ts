/** How Flux finds out whether an object of a kind is what it should be: expressions in CEL on the object. */
export interface FluxHealthCheck {
  /** API version of the kind. */
  readonly apiVersion: string;
  /** Name of the kind. */
  readonly kind: string;
  /** Whether to wait whatever the others say; asked first. @default - never */
  readonly inProgress?: string;
  /** Whether nothing but a person mends it; asked next. @default - never */
  readonly failed?: string;
  /** Whether it is as declared; asked last. Where none of them is true, Flux waits. */
  readonly current: string;
}

const POSTGRES = 'postgresql.cnpg.io/v1';

// A field that is missing makes the whole expression an error, and Flux waits until its timeout: so none is read before `has` has seen it.
// Only `status` itself is not asked for: an object without one is new, and waiting is right.
const annotation = (name: string, test: string) =>
  `('${name}' in metadata.annotations && ${test.replace('it', `metadata.annotations['${name}']`)})`;
const condition = (type: string, test: string) =>
  `(has(status.conditions) && status.conditions.exists(c, c.type == '${type}' && ${test}))`;

const HEALTHY = 'Cluster in healthy state';
/** None of these ends without a person, but the first, in which nobody can write. */
const FAILED_PHASES = [
  'Failing over',
  'Cluster is unrecoverable and needs manual intervention',
  'Cluster cannot proceed to reconciliation due to an unknown plugin being required',
  'Cluster cannot proceed to reconciliation due to an error while interacting with plugins',
  'Cluster has incomplete or invalid image catalog',
  'Cluster cannot execute instance online upgrade due to missing architecture binary',
  'Unable to create required cluster objects',
  'Invalid cluster definition',
  'Not enough disk space',
];
const hibernation = annotation('cnpg.io/hibernation', "it == 'on'");
const isLeftAlone = annotation('cnpg.io/reconciliationLoop', "it == 'disabled'");
const isFenced = annotation('cnpg.io/fencedInstances', "!(it in ['', '[]'])");
const hibernates = `has(metadata.annotations) && ${hibernation}`;
const isAsleep = condition('cnpg.io/hibernation', "c.status == 'True'");
const isOfTwo = condition('ConsistentSystemID', "has(c.reason) && c.reason == 'Mismatch'");
const isNotArchived = condition('ContinuousArchiving', "c.status == 'False'");
const hasFailed = `status.phase in [${FAILED_PHASES.map((phase) => `'${phase}'`).join(', ')}]`;

/** Of what the primary applies by SQL. A failure counts whatever the generation; an old success does not. */
const APPLIED = {
  failed: 'has(status.applied) && !status.applied',
  current:
    'has(status.applied) && status.applied && has(status.observedGeneration) && status.observedGeneration == metadata.generation',
};

/**
 * Health of the kinds of CNPG, its Barman Cloud plugin and ExternalSecrets, as `healthCheckExprs` of a Kustomization: what Argo CD calls Healthy
 * is current, Degraded is failed, and for everything else Flux waits, also for a person. Without these, Flux takes a Cluster with failing WAL
 * archiving, a Pooler without pods or a Database that PostgreSQL refused for what it should be.
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#health-check-expressions
 */
export function fluxHealth(): readonly FluxHealthCheck[] {
  return [
    {
      apiVersion: POSTGRES,
      kind: 'Cluster',
      inProgress: `has(metadata.annotations) && (${isLeftAlone} || (${hibernation} ? !${isAsleep} : ${isFenced}))`,
      failed: `!(${hibernates}) && has(status.phase) && (${hasFailed} || status.phase != 'Waiting for user action' && ${isOfTwo} || status.phase == '${HEALTHY}' && ${isNotArchived})`,
      current: `${hibernates} || has(status.phase) && status.phase == '${HEALTHY}'`,
    },
    {
      apiVersion: POSTGRES,
      kind: 'Backup',
      failed: "has(status.phase) && status.phase in ['failed', 'walArchivingFailing']",
      current: "has(status.phase) && status.phase == 'completed'",
    },
    {
      apiVersion: POSTGRES,
      kind: 'ScheduledBackup',
      current: 'has(spec.suspend) && spec.suspend || has(status.nextScheduleTime) || has(status.lastCheckTime)',
    },
    {
      apiVersion: POSTGRES,
      kind: 'Pooler',
      current: 'has(status.instances) && status.instances == (has(spec.instances) ? spec.instances : 1)',
    },
    ...['Database', 'DatabaseRole', 'Publication', 'Subscription'].map((kind) => ({
      apiVersion: POSTGRES,
      kind,
      ...APPLIED,
    })),
    // Whether the last backup failed is for alerts to tell: it is no reason to hold up what depends on the archive.
    { apiVersion: 'barmancloud.cnpg.io/v1', kind: 'ObjectStore', current: 'true' },
    // One that was filled before and could not be renewed has credentials that stay valid.
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      failed: `!has(status.refreshTime) && ${condition('Ready', "c.status == 'False'")}`,
      current: condition('Ready', "c.status == 'True' || has(status.refreshTime)"),
    },
  ];
}
