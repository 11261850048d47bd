import { type ChartSource, chartFor, hasService, type Platform, type ResourceKind } from '../../constructs/index';
import { survivingNodeLoss } from './surviving-node-loss';

// What every platform installs. Values marked (chosen) are in no record: they are plausible and meant to be replaced.

/** A chart, and the namespace that it is installed in. */
export interface Operator {
  /** Name of its Application and of its release. */
  readonly name: string;
  readonly namespace: string;
  readonly source: ChartSource;
}

const CNPG_CHARTS = 'https://cloudnative-pg.github.io/charts';

/** The operator looks for plugins only in its own namespace. */
export const CNPG_NAMESPACE = 'cnpg-system';

/** The names that the charts give to the Deployments of the operator and of the plugin. */
export const DEPLOYMENTS = { operator: 'cnpg-cloudnative-pg', plugin: 'plugin-barman-cloud' } as const;

/** Kinds without a namespace that the charts of the operators bring, and the namespaces of the applications. */
export const CLUSTER_KINDS: readonly ResourceKind[] = [
  { group: '', kind: 'Namespace' },
  { group: 'admissionregistration.k8s.io', kind: 'MutatingWebhookConfiguration' },
  { group: 'admissionregistration.k8s.io', kind: 'ValidatingWebhookConfiguration' },
  { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
  { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding' },
];

/**
 * Each is an Application of its own, in this order: the plugin needs certificates, and CNPG's CRDs own every database. The charts of CNPG
 * follow from the platform's versions.
 * @throws InvalidValueError for a version that no known chart installs
 */
export function operatorsOf(platform: Platform): readonly Operator[] {
  const { target, standbyTcpUserTimeout } = platform;
  const isMonitored = hasService(platform, 'prometheus-operator');
  const operators: readonly Operator[] = [
    {
      /** (chosen) The plugin needs it; the records do not name it. */
      name: 'cert-manager',
      namespace: 'cert-manager',
      source: {
        repoUrl: 'https://charts.jetstack.io',
        chart: 'cert-manager',
        version: 'v1.21.2',
        values: { crds: { enabled: true }, prometheus: { podmonitor: { enabled: isMonitored } } },
      },
    },
    {
      /** (chosen) It makes and rotates the passwords; its CRDs are part of every database folder. */
      name: 'external-secrets',
      namespace: 'external-secrets',
      source: {
        repoUrl: 'https://charts.external-secrets.io',
        chart: 'external-secrets',
        version: '2.14.0',
        /** Without its metrics nobody would see that a password is no longer renewed, and PostgresMetricsMissing would never end. */
        values: { installCRDs: true, serviceMonitor: { enabled: isMonitored } },
      },
    },
    {
      name: 'cnpg',
      namespace: CNPG_NAMESPACE,
      source: {
        repoUrl: CNPG_CHARTS,
        chart: 'cloudnative-pg',
        version: chartFor('cloudnative-pg', target.operator),
        values: {
          crds: { create: true },
          /** The only one on a lost node would leave nobody to promote for five minutes. */
          ...survivingNodeLoss('cloudnative-pg', platform),
          monitoring: { podMonitorEnabled: isMonitored },
          config: {
            clusterWide: true,
            ...(standbyTcpUserTimeout && {
              data: { STANDBY_TCP_USER_TIMEOUT: `${standbyTcpUserTimeout.toSeconds() * 1000}` },
            }),
          },
        },
      },
    },
    {
      name: 'plugin-barman-cloud',
      namespace: CNPG_NAMESPACE,
      source: {
        repoUrl: CNPG_CHARTS,
        chart: 'plugin-barman-cloud',
        version: chartFor('plugin-barman-cloud', target.plugin),
        values: {
          /** Without its answer the operator promotes nobody: the only one on a lost node was an outage of nine minutes and more. */
          ...survivingNodeLoss('plugin-barman-cloud', platform),
          /** After the chart's own --leader-elect: with a leader it alone would serve, and every second call would be refused. */
          additionalArgs: ['--leader-elect=false'],
        },
      },
    },
  ];
  return operators.filter(({ name }) => name !== 'external-secrets' || hasService(platform, name));
}
