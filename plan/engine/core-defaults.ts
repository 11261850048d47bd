import { groupKindOf, list, type Manifest, record } from '../../manifests/object/manifest';

type Json = Readonly<Record<string, unknown>>;

const DEPLOYMENT: Json = {
  replicas: 1,
  revisionHistoryLimit: 10,
  progressDeadlineSeconds: 600,
  minReadySeconds: 0,
  strategy: { type: 'RollingUpdate' },
};
const STATEFUL_SET: Json = {
  replicas: 1,
  revisionHistoryLimit: 10,
  podManagementPolicy: 'OrderedReady',
  updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
  persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
};
const ROLLING_UPDATE: Json = { maxSurge: '25%', maxUnavailable: '25%' };
const POD: Json = {
  restartPolicy: 'Always',
  dnsPolicy: 'ClusterFirst',
  schedulerName: 'default-scheduler',
  terminationGracePeriodSeconds: 30,
  securityContext: {},
  enableServiceLinks: true,
};
const CONTAINER: Json = {
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  resources: {},
};
const PROBE: Json = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };
const SERVICE: Json = { type: 'ClusterIP', sessionAffinity: 'None', internalTrafficPolicy: 'Cluster' };

/**
 * Fills in the API server's defaults for built-in kinds that accompany databases, which have no schema here. Other kinds are returned
 * unchanged.
 */
export function coreDefaults(manifest: Manifest): Manifest {
  switch (groupKindOf(manifest)) {
    case 'apps/Deployment':
      return { ...manifest, spec: deployment(record(manifest.spec)) };
    case 'apps/StatefulSet':
      return { ...manifest, spec: statefulSet(record(manifest.spec)) };
    case 'Secret':
      return { type: 'Opaque', ...manifest };
    case 'Service':
      return { ...manifest, spec: service(record(manifest.spec)) };
    default:
      return manifest;
  }
}

function deployment(spec: Json): Json {
  const strategy = { ...record(DEPLOYMENT.strategy), ...record(spec.strategy) };
  const rolling = strategy.type === 'RollingUpdate';
  const template = record(spec.template);
  return {
    ...DEPLOYMENT,
    ...spec,
    strategy: rolling
      ? { ...strategy, rollingUpdate: { ...ROLLING_UPDATE, ...record(strategy.rollingUpdate) } }
      : strategy,
    template: { ...template, spec: pod(record(template.spec)) },
  };
}

function statefulSet(spec: Json): Json {
  const template = record(spec.template);
  return { ...STATEFUL_SET, ...spec, template: { ...template, spec: pod(record(template.spec)) } };
}

function pod(spec: Json): Json {
  return {
    ...POD,
    ...spec,
    ...(spec.containers === undefined
      ? {}
      : { containers: list(spec.containers).map((item) => container(record(item))) }),
  };
}

function container(given: Json): Json {
  const probes = ['livenessProbe', 'readinessProbe', 'startupProbe'].filter((name) => given[name] !== undefined);
  return {
    ...CONTAINER,
    imagePullPolicy: pullPolicy(String(given.image)),
    ...given,
    ...Object.fromEntries(probes.map((name) => [name, { ...PROBE, ...record(given[name]) }])),
    ...(given.ports === undefined
      ? {}
      : { ports: list(given.ports).map((port) => ({ protocol: 'TCP', ...record(port) })) }),
  };
}

function pullPolicy(image: string): string {
  const name = image.slice(image.lastIndexOf('/') + 1);
  return !name.includes('@') && (!name.includes(':') || name.endsWith(':latest')) ? 'Always' : 'IfNotPresent';
}

function service(spec: Json): Json {
  return {
    ...SERVICE,
    ...spec,
    ports: list(spec.ports).map((port) => ({ protocol: 'TCP', targetPort: record(port).port, ...record(port) })),
  };
}
