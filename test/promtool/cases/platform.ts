import {
  AVAILABLE,
  type Case,
  CREATED,
  on,
  onPooler,
  ROLES,
  scraped,
  selector,
  steady,
  steps,
  volume,
} from '../support/case';

const DAY = 86_400;
const KSM = 'kube_deployment_status_replicas_available';

function deployment(name: string, values: string) {
  return { [selector(KSM, { namespace: 'cnpg-system', deployment: name, job: 'kube-state-metrics' })]: values };
}

function secret(name: string, end: number) {
  return {
    [selector('x509_cert_not_after', { secret_namespace: 'shop', secret_name: name, secret_key: 'tls.crt' })]:
      steady(end),
  };
}

function certificate(namespace: string, name: string, end: number) {
  const labels = { namespace: 'cert-manager', exported_namespace: namespace, name };
  return { [selector('certmanager_certificate_expiration_timestamp_seconds', labels)]: steady(end) };
}

function ready(status: 'True' | 'False', values: string) {
  const labels = {
    namespace: 'external-secrets',
    exported_namespace: 'shop',
    name: 'shop-db-app',
    condition: 'Ready',
    status,
  };
  return { [selector('externalsecret_status_condition', labels)]: values };
}

/** One series of everything that alerts of the shape `ha` read. */
const EVERYTHING = {
  ...ROLES,
  [on('shop-db-1', 'cnpg_collector_pg_wal_archive_status', { value: 'done' })]: steady(1),
  [on('shop-db-1', 'barman_cloud_cloudnative_pg_io_last_available_backup_timestamp')]: steady(1),
  [volume('shop-db-1', CREATED)]: steady(1),
  [onPooler('cnpg_pgbouncer_lists_used_clients')]: steady(1),
  ...secret('shop-db-server', 90 * DAY),
  ...ready('True', steady(1)),
};

/** What the operator counts of Clusters, minute by minute. */
function reconcileErrors(values: string) {
  const labels = { namespace: 'cnpg-system', controller: 'cluster', pod: 'cnpg-1', job: 'cnpg-system/cnpg' };
  return { [selector('controller_runtime_reconcile_errors_total', labels)]: values };
}

/** One Cluster fails: 13 attempts in the first minute, each twice as long after the last one, from 16 minutes on one each 1,000 s. */
const BACKING_OFF = [13, 14, 15, 15, 16, 16, ...Array<number>(5).fill(17), ...Array<number>(17).fill(18)].join(' ');
const EVERY_1000_S = [19, 20, 21, 22, 23, 24, 25, 26, 27, 28].map((count) => `${count}+0x16`).join(' ');

const HEALTHY_PLATFORM = {
  ...reconcileErrors(steady(0)),
  ...deployment('cnpg-cloudnative-pg', steady(2)),
  ...deployment('plugin-barman-cloud', steady(1)),
  ...certificate('cnpg-system', 'barman-cloud-client', 60 * DAY),
};

export const securityCases: readonly Case[] = [
  {
    alert: 'PostgresCertificateExpiring',
    shape: 'ha',
    when: 'the server certificate ends in four days',
    series: { ...secret('shop-db-server', 4 * DAY), ...secret('shop-db-ca', 60 * DAY) },
    at: '20m',
    fires: {
      labels: { secret_name: 'shop-db-server' },
      description: 'Certificate shop-db-server ends in 3d 23h 40m 0s, and should have been renewed by now.',
    },
  },
  {
    alert: 'PostgresCertificateExpiring',
    shape: 'pair',
    when: 'cert-manager has not renewed the client certificate',
    series: certificate('shop', 'shop-db-client', 4 * DAY),
    at: '20m',
    fires: {
      labels: { name: 'shop-db-client' },
      description: 'Certificate shop-db-client ends in 3d 23h 40m 0s, and should have been renewed by now.',
    },
  },
  {
    alert: 'PostgresCertificateExpiring',
    shape: 'ha',
    when: 'CNPG renews a certificate a day after it was due',
    series: { ...secret('shop-db-server', 6 * DAY), ...secret('other-db-server', DAY) },
    at: '20m',
  },
  {
    alert: 'PostgresCertificateExpiring',
    shape: 'pair',
    when: 'a certificate of that name ends in another namespace',
    series: certificate('other', 'shop-db-client', DAY),
    at: '20m',
  },
  {
    alert: 'PostgresRotationOverdue',
    shape: 'ha',
    when: 'the ExternalSecret has failed for 70 minutes',
    series: ready('False', steady(1)),
    at: '70m',
    fires: {
      labels: { name: 'shop-db-app' },
      description: 'ExternalSecret shop-db-app has not been ready for an hour: its credentials stay as they are.',
    },
  },
  {
    alert: 'PostgresRotationOverdue',
    shape: 'ha',
    when: 'the provider was away for 50 minutes',
    series: ready('False', steps([0, 5], [1, 50], [0, 60])),
    at: '56m',
  },
];

export const monitoringCases: readonly Case[] = [
  {
    alert: 'PostgresMetricsFailing',
    shape: 'ha',
    when: 'queries have failed for 20 minutes',
    series: { [on('shop-db-2', 'cnpg_last_error')]: steady(1) },
    at: '20m',
    fires: {
      labels: scraped('shop-db-2'),
      description: 'The exporter of shop-db-2 fails: some of its metrics, and the alerts over them, are missing.',
    },
  },
  {
    alert: 'PostgresMetricsFailing',
    shape: 'ha',
    when: 'they fail while PostgreSQL restarts',
    series: { [on('shop-db-2', 'cnpg_collector_last_collection_error')]: steps([0, 5], [1, 10], [0, 60]) },
    at: '16m',
  },
  {
    alert: 'PostgresMetricsMissing',
    shape: 'ha',
    when: 'nobody scrapes the volumes',
    series: EVERYTHING,
    at: '45m',
    fires: {
      labels: { source: 'kubelet' },
      description: 'No metrics come from kubelet: the alerts that read them are silent.',
    },
  },
  {
    alert: 'PostgresMetricsMissing',
    shape: 'ha',
    when: 'all is scraped, and nothing is wrong',
    series: { ...EVERYTHING, [volume('shop-db-3', AVAILABLE)]: steady(1) },
    at: '2h',
  },
];

export const platformCases: readonly Case[] = [
  {
    alert: 'PostgresOperatorDown',
    shape: 'platform',
    when: 'none of its pods is available',
    series: deployment('cnpg-cloudnative-pg', steady(0)),
    at: '10m',
    fires: {
      labels: { namespace: 'cnpg-system', deployment: 'cnpg-cloudnative-pg', job: 'kube-state-metrics' },
      description:
        'No pod of Deployment cnpg-system/cnpg-cloudnative-pg is available: nothing fails over, and no change of a Cluster is carried out; what runs goes on.',
    },
  },
  {
    alert: 'PostgresOperatorDown',
    shape: 'platform',
    when: 'one of two is',
    series: deployment('cnpg-cloudnative-pg', steady(1)),
    at: '1h',
  },
  {
    alert: 'PostgresReconcileFailing',
    shape: 'platform',
    when: 'the plugin has not answered for a quarter of an hour',
    series: reconcileErrors(`0+0x9 ${BACKING_OFF}`),
    at: '25m',
    fires: {
      labels: { namespace: 'cnpg-system' },
      description:
        'The operator in cnpg-system failed 18 times within two hours: a Cluster whose phase tells of an error, for example with plugins, is left as it is, and nobody is promoted in it.',
    },
  },
  {
    alert: 'PostgresReconcileFailing',
    shape: 'platform',
    when: 'it has not answered for three hours, and the operator asks every 1,000 s',
    series: reconcileErrors(`0+0x9 ${BACKING_OFF} ${EVERY_1000_S}`),
    at: '3h',
    fires: {
      labels: { namespace: 'cnpg-system' },
      description:
        'The operator in cnpg-system failed 7 times within two hours: a Cluster whose phase tells of an error, for example with plugins, is left as it is, and nobody is promoted in it.',
    },
  },
  {
    alert: 'PostgresReconcileFailing',
    shape: 'platform',
    when: 'the plugin answers again after nine minutes',
    series: reconcileErrors(`0+0x9 13 14 15 15 16 16 17+0x120`),
    at: '45m',
  },
  {
    alert: 'PostgresReconcileFailing',
    shape: 'platform',
    when: 'updates of a rollout conflict, five of them',
    series: reconcileErrors('0+0x9 1 1 2 4 5+0x120'),
    at: '25m',
  },
  {
    alert: 'PostgresBackupPluginDown',
    shape: 'platform',
    when: 'its pod is not available',
    series: deployment('plugin-barman-cloud', steady(0)),
    at: '10m',
    fires: {
      labels: { namespace: 'cnpg-system', deployment: 'plugin-barman-cloud', job: 'kube-state-metrics' },
      description:
        'No pod of Deployment cnpg-system/plugin-barman-cloud is available: clusters that use it are not reconciled, nobody is promoted in them, and new instances do not start.',
    },
  },
  {
    alert: 'PostgresBackupPluginDown',
    shape: 'platform',
    when: 'its pod is recreated by an update within four minutes',
    series: deployment('plugin-barman-cloud', steps([1, 5], [0, 4], [1, 60])),
    at: '9m',
  },
  {
    alert: 'PostgresPluginCertificateExpiring',
    shape: 'platform',
    when: 'the client certificate ends in nine days',
    series: certificate('cnpg-system', 'barman-cloud-client', 9 * DAY),
    at: '20m',
    fires: {
      labels: { name: 'barman-cloud-client' },
      description:
        'Certificate barman-cloud-client ends in 8d 23h 40m 0s, and should have been renewed by now: without it the operator cannot reach the plugin, and clusters that use it are no longer reconciled.',
    },
  },
  {
    alert: 'PostgresPluginCertificateExpiring',
    shape: 'platform',
    when: 'cert-manager renews it, as the chart says, 15 days before',
    series: certificate('cnpg-system', 'barman-cloud-client', 14 * DAY),
    at: '20m',
  },
  {
    alert: 'PostgresPlatformMetricsMissing',
    shape: 'platform',
    when: 'nobody scrapes cert-manager',
    series: { ...deployment('cnpg-cloudnative-pg', steady(2)), ...reconcileErrors(steady(0)) },
    at: '45m',
    fires: {
      labels: { source: 'cert-manager' },
      description: 'No metrics come from cert-manager: the alerts that read them are silent.',
    },
  },
  {
    alert: 'PostgresPlatformMetricsMissing',
    shape: 'platform',
    when: 'all is scraped',
    series: HEALTHY_PLATFORM,
    at: '2h',
  },
];
