import {
  CLUSTER_LABEL,
  INSTANCE_NAME_LABEL,
  INSTANCE_ROLE_LABEL,
  JOB_ROLE_LABEL,
  OPERATOR_POD_LABELS,
  POD_ROLE_LABEL,
  POOLER_LABEL,
} from '../../values/cnpg/cnpg-metadata';
import { METRICS_PORT, POOLER_METRICS_PORT, POSTGRES_PORT, STATUS_PORT } from '../../values/cnpg/ports';
import { containersOf, podPathOf } from '../kubernetes/workload';
import { Kind } from '../object/kinds';
import { at, groupKindOf, list, type Manifest, namespaceOf, record, text } from '../object/manifest';
import { clusterNameOf } from '../object/references';

type Labels = Readonly<Record<string, string>>;

/** A pod, as far as the manifests tell. */
export interface NetworkPod {
  /** Its owner, for messages: `Pooler shop-pool`. */
  readonly owner: string;
  /** Undefined if it is unknown, and may be any. */
  readonly namespace: string | undefined;
  /** Labels that it certainly has. */
  readonly labels: Labels;
  /** Labels that it may also have: the operator and controllers add them, depending on version and configuration. @default - none */
  readonly likely?: Labels;
  /** Ports by the names that its containers give them. @default - not known: a name may be any port */
  readonly ports?: Readonly<Record<string, number>>;
}

/** The namespace of the operator is not in the manifests. It may be any, including that of a cluster. */
export const OPERATOR: NetworkPod = { owner: 'the operator', namespace: undefined, labels: OPERATOR_POD_LABELS };

const INSTANCE_PORTS = { postgresql: POSTGRES_PORT, status: STATUS_PORT, metrics: METRICS_PORT };
const POOLER_PORTS = { pgbouncer: POSTGRES_PORT, metrics: POOLER_METRICS_PORT };

/** The pods of a cluster's instances: a primary and, if there are more instances, a replica. */
export function instancePods(cluster: Manifest): NetworkPod[] {
  const name = text(cluster.metadata.name) ?? '';
  const roles = Number(at(cluster, 'spec.instances')) > 1 ? ['primary', 'replica'] : ['primary'];
  return roles.map((role, i) => ({
    owner: `the instances of Cluster ${name}`,
    namespace: namespaceOf(cluster),
    labels: {
      ...inherited(cluster),
      ...applicationLabels(name, 'database'),
      [CLUSTER_LABEL]: name,
      [POD_ROLE_LABEL]: 'instance',
      [INSTANCE_NAME_LABEL]: `${name}-${i + 1}`,
      [INSTANCE_ROLE_LABEL]: role,
      role,
    },
    likely: cluster.metadata.labels ?? {},
    ports: INSTANCE_PORTS,
  }));
}

/**
 * The pod that copies the primary to create a replica. It has the cluster's label, and the role of a job in place of an instance's role.
 */
export function joinJobOf(cluster: Manifest): NetworkPod {
  const name = text(cluster.metadata.name) ?? '';
  return {
    owner: `the job that makes a replica of Cluster ${name}`,
    namespace: namespaceOf(cluster),
    labels: { [CLUSTER_LABEL]: name, [JOB_ROLE_LABEL]: 'join' },
    likely: {
      ...(cluster.metadata.labels ?? {}),
      ...inherited(cluster),
      ...applicationLabels(name, 'database'),
      [INSTANCE_NAME_LABEL]: `${name}-2`,
      'job-name': `${name}-2-join`,
      'batch.kubernetes.io/job-name': `${name}-2-join`,
    },
    ports: {},
  };
}

/** A pod of a pooler. */
export function poolerPod(pooler: Manifest): NetworkPod {
  const name = text(pooler.metadata.name) ?? '';
  const cluster = clusterNameOf(pooler) ?? '';
  return {
    owner: `Pooler ${name}`,
    namespace: namespaceOf(pooler),
    labels: {
      ...labelsAt(pooler, 'spec.template.metadata.labels'),
      [POOLER_LABEL]: name,
      [CLUSTER_LABEL]: cluster,
      [POD_ROLE_LABEL]: 'pooler',
    },
    likely: { ...(pooler.metadata.labels ?? {}), ...applicationLabels(cluster, 'pooler') },
    ports: POOLER_PORTS,
  };
}

/** A pod of a workload; undefined for a pod in the host network, to which policies do not apply. */
export function workloadPod(workload: Manifest): NetworkPod | undefined {
  const path = podPathOf(workload);
  if (at(workload, `${path}.hostNetwork`) === true) return undefined;
  const name = text(workload.metadata.name) ?? '';
  const labels = path === 'spec' ? 'metadata.labels' : path.replace(/spec$/, 'metadata.labels');
  return {
    owner: `${workload.kind} ${name}`,
    // Without a namespace it may be applied anywhere, including the namespace of the database.
    namespace: text(workload.metadata.namespace),
    labels: labelsAt(workload, labels),
    likely: controllerLabels(workload, name),
    ports: Object.fromEntries(
      containersOf(workload).flatMap(({ fields }) =>
        list(fields.ports).flatMap((port) => {
          const { name: given, containerPort } = record(port);
          return typeof given === 'string' && typeof containerPort === 'number' ? [[given, containerPort]] : [];
        }),
      ),
    ),
  };
}

/** Labels with values that are known only when the pod is created. Selectors that ask only for the key match them. */
function controllerLabels(workload: Manifest, name: string): Labels {
  switch (groupKindOf(workload)) {
    case Kind.JOB:
    case Kind.CRON_JOB:
      return { 'job-name': name, 'batch.kubernetes.io/job-name': name };
    case Kind.STATEFUL_SET:
      return { 'statefulset.kubernetes.io/pod-name': `${name}-0`, 'apps.kubernetes.io/pod-index': '0' };
    default:
      return { 'pod-template-hash': '' };
  }
}

function inherited(cluster: Manifest): Labels {
  return labelsAt(cluster, 'spec.inheritedMetadata.labels');
}

function applicationLabels(cluster: string, component: string): Labels {
  return {
    'app.kubernetes.io/name': 'postgresql',
    'app.kubernetes.io/instance': cluster,
    'app.kubernetes.io/component': component,
    'app.kubernetes.io/managed-by': 'cloudnative-pg',
  };
}

function labelsAt(manifest: Manifest, path: string): Labels {
  return record(at(manifest, path)) as Labels;
}
