import type { ApiObjectProps } from 'cdk8s';
import { manifestsOf } from '../../../../commands/applications/application-tree';
import type { Live } from '../../../../commands/status/need';
import type { Application } from '../../../../constructs/index';
import { secretReferencesOf } from '../../../../manifests/kubernetes/secret-references';
import { at, groupOf, type Manifest, namespaceOf } from '../../../../manifests/object/manifest';

/** The names that are left of a kind, or what becomes of each object. */
export type Change = {
  readonly StorageClass?: readonly string[];
  readonly Namespace?: readonly string[];
  readonly Secret?: readonly string[];
  readonly Node?: readonly string[];
  readonly CustomResourceDefinition?: readonly string[];
  readonly edit?: (object: Manifest) => Manifest | undefined;
};

/** A Kubernetes cluster that has everything for a platform, but for what is changed. Written by hand what no manifest tells. */
export function fitting(platform: string, applications: readonly Application[], change: Change): Live {
  const own = applications.filter((application) => application.platform?.name === platform);
  const manifests = own.flatMap(manifestsOf);
  const { edit = (object: Manifest) => object } = change;
  const objects = [...around(own, manifests), ...RUNNING, ...operators(own)]
    .filter(({ kind, metadata }) => {
      const left = change[kind as 'Secret'];
      return left === undefined || left.includes(`${metadata.name}`);
    })
    .flatMap((object) => edit(object) ?? []);
  return {
    read: async ({ apiVersion, kind, metadata: { name, namespace } }) =>
      objects.find(
        (each) =>
          each.apiVersion === apiVersion &&
          each.kind === kind &&
          each.metadata.name === name &&
          each.metadata.namespace === namespace,
      ),
    list: async (apiVersion, kind, namespace) =>
      objects.filter(
        (each) => each.apiVersion === apiVersion && each.kind === kind && (each.metadata.namespace ?? '') === namespace,
      ),
  };
}

export function cluster(namespace: string, storageClass: string): ApiObjectProps {
  const spec = { instances: 1, storage: { size: '1Gi', storageClass } };
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name: `${namespace}-db`, namespace },
    spec,
  };
}

function around(own: readonly Application[], manifests: readonly Manifest[]): Manifest[] {
  const platform = own[0]?.platform;
  return [
    ...manifests.map(({ apiVersion, kind }) => crd(apiVersion, kind)),
    ...manifests.flatMap(({ metadata }) =>
      metadata.namespace === undefined ? [] : [named('v1', 'Namespace', metadata.namespace)],
    ),
    ...(platform?.storageClasses ?? []).map((name) => named('storage.k8s.io/v1', 'StorageClass', name)),
    ...manifests.flatMap(secrets),
    ...(own
      .flatMap(({ files }) => Object.values(files?.() ?? {}))
      .filter((each) => at(each, 'kind') === 'ConfigMap') as Manifest[]),
    ...['a', 'b', 'c'].map((zone, i) => ({
      ...named('v1', 'Node', `node-${i}`),
      metadata: { name: `node-${i}`, labels: { 'topology.kubernetes.io/zone': zone } },
      status: { conditions: [{ type: 'Ready', status: 'True' }] },
    })),
  ];
}

function secrets(manifest: Manifest): Manifest[] {
  const data = { username: 'eA==', password: 'eA==', ACCESS_KEY_ID: 'eA==', SECRET_ACCESS_KEY: 'eA==' };
  return secretReferencesOf(manifest).map(({ name }) => ({
    ...named('v1', 'Secret', name, namespaceOf(manifest)),
    data,
  }));
}

function crd(apiVersion: string, kind: string): Manifest {
  const versions = [{ name: apiVersion.split('/')[1], served: true }];
  const spec = { group: groupOf(apiVersion), names: { kind }, versions };
  return { ...named('apiextensions.k8s.io/v1', 'CustomResourceDefinition', `${kind}.${apiVersion}`), spec };
}

function named(apiVersion: string, kind: string, name: string, namespace?: string): Manifest {
  return { apiVersion, kind, metadata: { name, ...(namespace !== undefined && { namespace }) } };
}

function deployment(name: string, namespace: string, labels: Record<string, string>, image = `${name}:1`): Manifest {
  return {
    ...named('apps/v1', 'Deployment', name),
    metadata: { name, namespace, labels },
    spec: { replicas: 1, template: { spec: { containers: [{ image }] } } },
    status: { readyReplicas: 1 },
  };
}

const NAME = 'app.kubernetes.io/name';
const INSTANCE = 'app.kubernetes.io/instance';

function operators([first]: readonly Application[]): Manifest[] {
  const { operator, plugin } = first?.platform?.target ?? {};
  const registry = 'ghcr.io/cloudnative-pg';
  return [
    deployment('cnpg', 'cnpg-system', { [INSTANCE]: 'cnpg' }, `${registry}/cloudnative-pg:${operator}`),
    deployment(
      'plugin',
      'cnpg-system',
      { [INSTANCE]: 'plugin-barman-cloud' },
      `${registry}/plugin-barman-cloud:v${plugin}@sha256:0`,
    ),
  ];
}

const RUNNING: readonly Manifest[] = [
  deployment('cert-manager', 'cert-manager', { [INSTANCE]: 'cert-manager' }),
  deployment('external-secrets', 'external-secrets', { [INSTANCE]: 'external-secrets' }),
  deployment('argocd-server', 'argocd', { 'app.kubernetes.io/part-of': 'argocd' }),
  {
    ...deployment('controller', 'argocd', { [NAME]: 'argocd-application-controller' }),
    kind: 'StatefulSet',
  },
  {
    ...named('v1', 'ConfigMap', 'argocd-cmd-params-cm', 'argocd'),
    data: { 'controller.resource.health.persist': 'true' },
  },
  deployment('prometheus-operator', 'monitoring', { [NAME]: 'prometheus-operator' }),
  deployment('kube-state-metrics', 'monitoring', { [NAME]: 'kube-state-metrics' }),
  {
    ...named('v1', 'Pod', 'prometheus-0', 'monitoring'),
    metadata: { name: 'prometheus-0', namespace: 'monitoring', labels: { [NAME]: 'prometheus' } },
    status: { phase: 'Running' },
  },
];
