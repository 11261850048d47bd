import type { Application, ChartSource, GitSource, PlatformAlertsProps, Subscriptions } from '../../constructs/index';
import { config as parametricPortal } from '../parametric-portal/config';
import { config as phoenixGuardian } from '../phoenix-guardian/config';
import { REPOSITORY, RUNBOOKS } from '../repository';
import { survivingNodeLoss } from './surviving-node-loss';

// What every application depends on. Values marked (chosen) are in no record: they are plausible and meant to be replaced.

/**
 * (chosen) Nodes of the Kubernetes cluster that this platform is for. Unknown, since one platform is for both: the single node of
 * parametric-portal's K3s, and the three of phoenix-guardian. Unknown costs a second pod of operator and plugin on a single node, and the
 * proof of phoenix-guardian rests on two nodes being there when the pods are scheduled. 1 saves these pods, and proves no failover;
 * from 2 on nothing is left to assume, and a second pod stays pending for as long as there is one node.
 */
const NODES: number | undefined = undefined;

const CNPG_CHARTS = 'https://cloudnative-pg.github.io/charts';

export const config = {
  name: 'platform',
  target: { operator: '1.28.0', plugin: '0.11.0', kubernetes: '1.34' },

  git: REPOSITORY,

  /** Each is an Application of its own, in this order: the plugin needs certificates, and CNPG's CRDs own every database. */
  operators: [
    {
      /** (chosen) The plugin needs it; the records do not name it. */
      name: 'cert-manager',
      namespace: 'cert-manager',
      source: {
        repoUrl: 'https://charts.jetstack.io',
        chart: 'cert-manager',
        version: 'v1.21.1',
        values: { crds: { enabled: true }, prometheus: { podmonitor: { enabled: true } } },
      },
    },
    {
      /** (chosen) It makes and rotates the passwords; its CRDs are part of every database folder. */
      name: 'external-secrets',
      namespace: 'external-secrets',
      source: {
        repoUrl: 'https://charts.external-secrets.io',
        chart: 'external-secrets',
        version: '2.9.0',
        /** Without its metrics nobody would see that a password is no longer renewed, and PostgresMetricsMissing would never end. */
        values: { installCRDs: true, serviceMonitor: { enabled: true } },
      },
    },
    {
      name: 'cnpg',
      namespace: 'cnpg-system',
      source: {
        repoUrl: CNPG_CHARTS,
        chart: 'cloudnative-pg',
        version: '0.27.0',
        values: {
          crds: { create: true },
          /** The only one on a lost node would leave nobody to promote for five minutes. */
          ...survivingNodeLoss('cloudnative-pg', NODES),
          monitoring: { podMonitorEnabled: true },
          config: { clusterWide: true, data: { STANDBY_TCP_USER_TIMEOUT: '2000' } },
        },
      },
    },
    {
      name: 'plugin-barman-cloud',
      /** The operator finds plugins in its own namespace only. */
      namespace: 'cnpg-system',
      source: {
        repoUrl: CNPG_CHARTS,
        chart: 'plugin-barman-cloud',
        version: '0.5.0',
        values: {
          /** Without its answer the operator promotes nobody: the only one on a lost node was an outage of nine minutes and more. */
          ...survivingNodeLoss('plugin-barman-cloud', NODES),
          /** After the chart's own --leader-elect: with a leader it alone would serve, and every second call would be refused. */
          additionalArgs: ['--leader-elect=false'],
        },
      },
    },
  ],

  /** A namespace is made for each, and an Argo CD project and Application for each of its folders in `dist/`. */
  applications: [parametricPortal, phoenixGuardian],

  /**
   * (chosen) Who is told what happens to a database, by service and channel. Argo CD needs the service, with its token, in
   * `argocd-notifications-cm` and `argocd-notifications-secret`; without it nothing is sent.
   */
  notifications: {
    'on-database-degraded': { slack: 'databases' },
    'on-database-missing': { slack: 'databases' },
    'on-database-suspended': { slack: 'databases' },
    'on-database-sync-failed': { slack: 'databases' },
    'on-database-prune-required': { slack: 'databases' },
    'on-database-drift': { slack: 'databases' },
  },

  alerts: {
    name: 'postgres-platform',
    /** Not the operator's: `dist/platform` is applied by hand before Argo CD has made that namespace. */
    namespace: 'argocd',
    /** The names that the charts give. */
    operator: { namespace: 'cnpg-system', deployment: 'cnpg-cloudnative-pg' },
    plugin: { namespace: 'cnpg-system', deployment: 'plugin-barman-cloud' },
    runbooks: RUNBOOKS,
  },

  suppressions: [
    {
      rule: 'operator-end-of-life',
      object: 'Application argocd/cnpg',
      reason: 'record 0009, Decision: "CloudNativePG v1.28.0 via Helm chart v0.27.0"',
    },
    {
      rule: 'operator-vulnerability',
      object: 'Application argocd/cnpg',
      reason: 'record 0009, Decision: "CloudNativePG v1.28.0 via Helm chart v0.27.0"',
    },
  ],
} as const satisfies {
  readonly git: Omit<GitSource, 'path'>;
  readonly operators: readonly { readonly name: string; readonly namespace: string; readonly source: ChartSource }[];
  readonly applications: readonly { readonly name: string; readonly namespace: string }[];
  readonly notifications: Subscriptions;
  readonly alerts: PlatformAlertsProps;
} & Omit<Application, 'build'>;
