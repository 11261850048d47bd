import { type Json, show } from '../../../manifests/object/json';
import { at, list, record, text } from '../../../manifests/object/manifest';
import { completedName } from '../server/metadata-stage';
import { CIPHER_PARAMETERS, POOLER_PARAMETERS } from './parameters';
import type { ObjectRule } from './webhook-rule';

/** Pooler. */
export const poolerRules: readonly ObjectRule[] = [
  {
    id: 'pooler-pgbouncer',
    says: 'A pooler has a pgbouncer section',
    on: 'both',
    check(pooler, tell) {
      if ((at(pooler, 'spec.pgbouncer') ?? null) !== null) return;
      tell('spec.pgbouncer', 'is missing', 'add pgbouncer with a poolMode');
    },
  },
  {
    id: 'pooler-auth-query',
    says: 'Credentials for the authentication need its query',
    on: 'both',
    check(pooler, tell) {
      if (!hasCredentials(pooler) || textAt(pooler, 'spec.pgbouncer.authQuery') !== '') return;
      const message = 'is missing, but authQuerySecret or serverTLSSecret is set';
      tell('spec.pgbouncer.authQuery', message, 'add the query, or remove the secrets for the built-in integration');
    },
  },
  {
    id: 'pooler-auth-query-secret',
    says: 'A query for the authentication needs credentials',
    on: 'both',
    check(pooler, tell) {
      if (hasCredentials(pooler) || textAt(pooler, 'spec.pgbouncer.authQuery') === '') return;
      tell(
        'spec.pgbouncer.authQuerySecret.name',
        'is missing, but authQuery is set',
        'add serverTLSSecret or authQuerySecret',
      );
    },
  },
  {
    id: 'pooler-parameter',
    says: 'PgBouncer parameters are those that a pooler may set',
    on: 'both',
    check(pooler, tell) {
      const path = 'spec.pgbouncer.parameters';
      for (const name of Object.keys(record(at(pooler, path)))) {
        if (POOLER_PARAMETERS.has(name) || CIPHER_PARAMETERS.includes(name)) continue;
        const message = 'is not a parameter that a pooler may set: it is unknown, or belongs to the operator';
        tell(`${path}.${name}`, message, `remove ${name}`);
      }
    },
  },
  {
    id: 'pooler-parameter-ciphers',
    says: 'A pooler does not choose ciphers of clients and of TLS 1.3',
    on: 'both',
    operator: '<1.28.2',
    check(pooler, tell) {
      const path = 'spec.pgbouncer.parameters';
      const given = record(at(pooler, path));
      for (const name of CIPHER_PARAMETERS.filter((each) => Object.hasOwn(given, each))) {
        tell(`${path}.${name}`, 'is a parameter that this operator does not know', 'use operator 1.28.2 or newer');
      }
    },
  },
  {
    id: 'pooler-monitoring-tls',
    says: 'A PodMonitor that reads over TLS needs a certificate of clients',
    on: 'both',
    operator: '>=1.30',
    check(pooler, tell) {
      const monitoring = record(at(pooler, 'spec.monitoring'));
      if (monitoring.enablePodMonitor !== true || at(monitoring, 'tls.enabled') !== true) return;
      if (textAt(pooler, 'spec.pgbouncer.clientTLSSecret.name') !== '') return;
      const message = 'is missing, but monitoring.tls is enabled together with enablePodMonitor';
      tell('spec.pgbouncer.clientTLSSecret', message, 'name the Secret, or disable monitoring.tls');
    },
  },
  {
    id: 'pooler-cluster',
    says: 'A pooler names its cluster',
    on: 'both',
    check(pooler, tell) {
      if (textAt(pooler, 'spec.cluster.name') === '') tell('spec.cluster.name', 'is empty', 'name the cluster');
    },
  },
  {
    id: 'pooler-name',
    says: 'A pooler is not named like its cluster',
    on: 'both',
    check(pooler, tell) {
      const name = completedName(pooler as Json);
      if (name !== textAt(pooler, 'spec.cluster.name')) return;
      tell(
        'metadata.name',
        `${show(name)} is also the name of the cluster`,
        'rename the pooler, for example with -pooler',
      );
    },
  },
];

/** What the webhook accepts with a warning. */
export const poolerWarnings: readonly ObjectRule[] = [
  {
    id: 'pooler-manual-integration',
    says: 'Custom authentication of a pooler is set up by hand',
    on: 'both',
    severity: 'warning',
    level: 'advice',
    check(pooler, tell) {
      if (!hasCredentials(pooler) && textAt(pooler, 'spec.pgbouncer.authQuery') === '') return;
      const message = 'has its own authentication, so the operator does not create the role and the function for it';
      tell('spec.pgbouncer', message, 'create them in the database, or remove authQuery and its secrets');
    },
  },
  {
    id: 'pooler-auth-query-secret-deprecated',
    says: 'authQuerySecret is deprecated',
    on: 'both',
    severity: 'warning',
    level: 'advice',
    check(pooler, tell) {
      if (textAt(pooler, 'spec.pgbouncer.authQuerySecret.name') === '') return;
      tell('spec.pgbouncer.authQuerySecret', 'is deprecated', 'use serverTLSSecret');
    },
  },
  {
    id: 'pooler-monitoring-deprecated',
    says: 'monitoring of a pooler is deprecated',
    on: 'both',
    severity: 'warning',
    level: 'advice',
    check(pooler, tell) {
      const lists = ['podMonitorMetricRelabelings', 'podMonitorRelabelings'];
      const used =
        at(pooler, 'spec.monitoring.enablePodMonitor') === true ||
        lists.some((name) => list(at(pooler, `spec.monitoring.${name}`)).length > 0);
      if (used) tell('spec.monitoring', 'is deprecated', 'create your own PodMonitor');
    },
  },
];

function textAt(object: Readonly<Json>, path: string): string {
  return text(at(object, path)) ?? '';
}

function hasCredentials(pooler: Readonly<Json>): boolean {
  return ['authQuerySecret', 'serverTLSSecret'].some((name) => textAt(pooler, `spec.pgbouncer.${name}.name`) !== '');
}
