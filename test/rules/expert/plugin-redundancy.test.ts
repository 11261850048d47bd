import { pluginRedundancy } from '../../../rules/expert/plugin-redundancy';
import { cluster, table } from './support';

const PLUGINS = [{ name: 'barman-cloud.cloudnative-pg.io', isWALArchiver: true }];

const three = cluster({ instances: 3, plugins: PLUGINS });

function application(helm: object | undefined, chart = 'plugin-barman-cloud') {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'plugin', namespace: 'argocd' },
    spec: { source: { chart, ...(helm && { helm }) } },
  };
}

const chart = (valuesObject: object) => application({ valuesObject });

function release(values: object, more: object = {}) {
  return {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'plugin', namespace: 'cnpg-system' },
    spec: { chart: { spec: { chart: 'plugin-barman-cloud' } }, values, ...more },
  };
}

function deployment(
  replicas: number | undefined,
  args: string[],
  pod: object = {},
  image = 'ghcr.io/cloudnative-pg/plugin-barman-cloud:v0.11.0',
) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'barman-cloud', namespace: 'cnpg-system' },
    spec: { replicas, template: { spec: { containers: [{ name: 'barman-cloud', image, args }], ...pod } } },
  };
}

const labelSelector = { matchLabels: { 'app.kubernetes.io/name': 'plugin-barman-cloud' } };

const spread = (more: object = {}) => ({
  topologySpreadConstraints: [
    { maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'DoNotSchedule', labelSelector, ...more },
  ],
});

/** Into a namespace that is a part of the name then. */
const placed = (values: object) => release(values, { targetNamespace: 'x' });
const apartFrom = (instance: string) =>
  spread({ labelSelector: { matchLabels: { 'app.kubernetes.io/instance': instance } } });

const apart = (topologyKey: string) => ({
  affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey, labelSelector }] } },
});

const preferred = {
  affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100 }] } },
};

const BOTH = { replicaCount: 2, additionalArgs: ['--leader-elect=false'] };

const ONE = ['the plugin has one pod: when its node is lost, no replica is promoted in Cluster shop/shop-db'];

const LEASE = ['2 pods of the plugin, but only the one with the lease answers'];

const TOGETHER = ['the 2 pods of the plugin may share a node'];

table(pluginRedundancy, [
  ["the chart's own values", [three, application(undefined)], ONE],
  ['one pod, as declared', [three, chart({ replicaCount: 1 })], ONE],
  ['two that elect a leader', [three, chart({ replicaCount: 2, ...spread() })], LEASE],
  ['elected again', [three, chart({ ...BOTH, additionalArgs: ['--leader-elect=false', '--leader-elect'] })], LEASE],
  ['two anywhere', [three, chart(BOTH)], TOGETHER],
  ['two that would rather be apart', [three, chart({ ...BOTH, ...preferred })], TOGETHER],
  [
    'a spread that gives way',
    [three, chart({ ...BOTH, ...spread({ whenUnsatisfiable: 'ScheduleAnyway' }) })],
    TOGETHER,
  ],
  ['a spread that allows two', [three, chart({ ...BOTH, ...spread({ maxSkew: 2 }) })], TOGETHER],
  ['a spread that selects no pods', [three, chart({ ...BOTH, ...spread({ labelSelector: undefined }) })], TOGETHER],
  ['a HelmRelease', [three, release({})], ONE],
  ['a HelmRelease of two, apart from another one', [three, placed({ ...BOTH, ...apartFrom('plugin') })], TOGETHER],
  ['its Deployment', [three, deployment(undefined, ['operator', '--leader-elect'])], ONE],
  ['its Deployment, twice', [three, deployment(2, ['operator', '--leader-elect'], spread())], LEASE],
  [
    'a mirror of its image',
    [three, deployment(1, [], {}, 'registry.example.com/cnpg/plugin-barman-cloud@sha256:a')],
    ONE,
  ],
]);

table(pluginRedundancy, [
  ['two on different nodes', [three, chart({ ...BOTH, ...spread() })], []],
  ['by anti-affinity', [three, chart({ ...BOTH, ...apart('kubernetes.io/hostname') })], []],
  ['in different zones', [three, chart({ ...BOTH, ...apart('topology.kubernetes.io/zone') })], []],
  ['a HelmRelease of two', [three, release({ ...BOTH, ...spread() })], []],
  [
    'a HelmRelease of two, apart by the name of the release',
    [three, placed({ ...BOTH, ...apartFrom('x-plugin') })],
    [],
  ],
  ['a Deployment of two without leader election', [three, deployment(2, ['operator'], spread())], []],
  ['one instance', [cluster({ instances: 1, plugins: PLUGINS }), application(undefined)], []],
  ['clusters without the plugin', [cluster({ instances: 3 }), application(undefined)], []],
  [
    'switched off',
    [cluster({ instances: 3, plugins: [{ ...PLUGINS[0], enabled: false }] }), application(undefined)],
    [],
  ],
  ['no cluster in this run', [application(undefined)], []],
  ['another chart', [three, application(undefined, 'cert-manager')], []],
  ['values in a text', [three, application({ values: 'replicaCount: 2' })], []],
  ['values in files', [three, application({ valueFiles: ['values.yaml'] })], []],
  ['values from a ConfigMap', [three, release({}, { valuesFrom: [{ kind: 'ConfigMap', name: 'plugin' }] })], []],
  ['its sidecar', [three, deployment(1, [], {}, 'ghcr.io/cloudnative-pg/plugin-barman-cloud-sidecar:v0.11.0')], []],
  ['another Deployment', [three, deployment(1, [], {}, 'ghcr.io/shop/api:1.0.0')], []],
]);
