import { ARGO_NAMESPACE } from '../../constructs/gitops/argo-application';
import type { Application, Platform } from '../../constructs/index';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, list, type Manifest, record, text } from '../../manifests/object/manifest';
import { FLUX_NAMESPACE } from '../../values/kubernetes/system-namespaces';
import { declaredNeeds } from './declared-needs';
import { type Live, liveObject, MISSING, type Need } from './need';
import { operatorNeeds, readiness, runningPod } from './running-needs';

const NAME = 'app.kubernetes.io/name';
/** As its own manifest and kube-prometheus-stack call it. */
const PROMETHEUS_OPERATORS = ['prometheus-operator', 'kube-prometheus-stack-prometheus-operator'];
const ZONE = 'topology.kubernetes.io/zone';

/** What a Kubernetes cluster must have for the applications of its platform, in the order of the report. */
export function platformNeeds(platform: Platform, manifests: readonly Manifest[], files: Files): Need[] {
  return [
    ...declaredNeeds(manifests),
    ...nodes(platform),
    ...operatorNeeds(manifests, platform.target),
    ...(platform.gitops === 'flux' ? fluxNeeds(manifests) : argoNeeds(files)),
    ...monitoring(platform, manifests),
  ];
}

function argoNeeds(files: Files): Need[] {
  return [
    readiness('Argo CD: its Deployments', ARGO_NAMESPACE, { 'app.kubernetes.io/part-of': 'argocd' }),
    readiness(
      'Argo CD: application controller',
      ARGO_NAMESPACE,
      { [NAME]: 'argocd-application-controller' },
      'StatefulSet',
    ),
    ...Object.entries(files).flatMap(([file, content]) => patched(file, content)),
    setting('argocd-cmd-params-cm', 'controller.resource.health.persist', 'true'),
  ];
}

/** Flux' controllers, and the Secret by which they read the repository. */
function fluxNeeds(manifests: readonly Manifest[]): Need[] {
  const secrets = manifests
    .filter((manifest) => groupKindOf(manifest) === Kind.GIT_REPOSITORY)
    .flatMap((manifest) => text(at(manifest, 'spec.secretRef.name')) ?? []);
  return [
    readiness('Flux: its Deployments', FLUX_NAMESPACE, { 'app.kubernetes.io/part-of': 'flux' }),
    ...secrets.map((name) => ({
      what: `Secret ${FLUX_NAMESPACE}/${name}`,
      wrong: async (live: Live) =>
        (await liveObject(live, 'v1', 'Secret', name, FLUX_NAMESPACE)) === undefined ? MISSING : undefined,
    })),
  ];
}

type Files = ReturnType<NonNullable<Application['files']>>;

function nodes({ nodes, zones = 1 }: Platform): Need[] {
  const ready = async (live: Live) => {
    const all = await live.list('v1', 'Node', '');
    return all.filter((node) =>
      list(at(node, 'status.conditions'))
        .map(record)
        .some(({ type, status }) => type === 'Ready' && status === 'True'),
    );
  };
  const enough = (found: number, wanted: number) => (found >= wanted ? undefined : `${found} of ${wanted}`);
  return [
    { what: `ready nodes: ${nodes}`, wrong: async (live) => enough((await ready(live)).length, nodes) },
    ...(zones > 1
      ? [
          {
            what: `zones with ready nodes: ${zones}`,
            wrong: async (live: Live) =>
              enough(new Set((await ready(live)).flatMap(({ metadata }) => metadata.labels?.[ZONE] ?? [])).size, zones),
          },
        ]
      : []),
  ];
}

/** A patch of one of Argo CD's own ConfigMaps: all of its keys are there, as they are now. */
function patched(file: string, content: object): Need[] {
  const name = text(at(content, 'metadata.name'));
  if (at(content, 'kind') !== 'ConfigMap' || name === undefined) return [];
  const wrong = async (live: Live) => {
    const found = await liveObject(live, 'v1', 'ConfigMap', name, ARGO_NAMESPACE);
    if (found === undefined) return MISSING;
    const data = record(found.data);
    const stale = Object.entries(record(at(content, 'data'))).filter(([key, value]) => data[key] !== value);
    return stale.length === 0 ? undefined : `without ${stale.map(([key]) => key).join(', ')} of ${file}`;
  };
  return [{ what: `Argo CD: ConfigMap ${name} is patched`, wrong }];
}

function setting(name: string, key: string, value: string): Need {
  const wrong = async (live: Live) => {
    const found = await liveObject(live, 'v1', 'ConfigMap', name, ARGO_NAMESPACE);
    return record(found?.data)[key] === value ? undefined : MISSING;
  };
  return { what: `Argo CD: ${key} in ConfigMap ${name}`, wrong };
}

/** Databases run without these; nobody is told when they do not. */
function monitoring({ network }: Platform, manifests: readonly Manifest[]): Need[] {
  if (!manifests.some(({ apiVersion }) => apiVersion.startsWith('monitoring.coreos.com/'))) return [];
  return (network?.monitoring ?? []).flatMap(({ namespace, podLabels = {} }) => [
    runningPod(`Prometheus in ${namespace}`, namespace, podLabels),
    readiness(`the Prometheus operator in ${namespace}`, namespace, { [NAME]: PROMETHEUS_OPERATORS }),
    readiness(`kube-state-metrics in ${namespace}`, namespace, { [NAME]: 'kube-state-metrics' }),
  ]);
}
