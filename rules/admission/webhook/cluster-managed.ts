import { show } from '../../../manifests/object/json';
import { at, record, text } from '../../../manifests/object/manifest';
import { isOperatorService } from '../../../values/cnpg/derived-names';
import type { ClusterView } from './cluster-view';
import { isReservedVariable } from './reserved-variable';
import type { ClusterRule, Tell } from './webhook-rule';

const SERVICES = 'managed.services';
const ROLES = 'spec.managed.roles';

/** Plugins, environment, and what CNPG manages for the user: services and roles. */
export const managedRules: readonly ClusterRule[] = [
  {
    id: 'cluster-plugin-beside-barman',
    says: 'A plugin that archives excludes in-tree Barman',
    on: 'both',
    check(cluster, tell) {
      const archivers = archiversOf(cluster);
      if (archivers.length === 0 || !cluster.has('backup.barmanObjectStore')) return;
      const message = `has ${archivers.join(', ')} as WAL archiver together with backup.barmanObjectStore`;
      tell('spec.plugins', message, 'remove backup.barmanObjectStore');
    },
  },
  {
    id: 'cluster-plugin-single-archiver',
    says: 'One plugin archives WAL',
    on: 'both',
    check(cluster, tell) {
      const archivers = archiversOf(cluster);
      if (archivers.length < 2) return;
      tell(
        'spec.plugins',
        `has ${archivers.length} WAL archivers: ${archivers.join(', ')}`,
        'keep isWALArchiver on one of them',
      );
    },
  },
  {
    id: 'cluster-env-reserved',
    says: 'Environment variables of the operator are not overwritten',
    on: 'both',
    check(cluster, tell) {
      cluster.list('env').forEach((entry, index) => {
        const name = text(record(entry).name) ?? '';
        if (isReservedVariable(name))
          tell(`spec.env[${index}].name`, `${show(name)} belongs to the operator`, 'use another name');
      });
    },
  },
  {
    id: 'cluster-services-rw-disabled',
    says: 'The read-write service is not disabled',
    on: 'both',
    check(cluster, tell) {
      const path = `${SERVICES}.disabledDefaultServices`;
      if (!cluster.list(path).includes('rw')) return;
      tell(`spec.${path}`, 'has rw, which the operator itself needs', 'remove rw');
    },
  },
  service('cluster-service-reserved-name', 'Services do not use the names of the default ones', (cluster, name) => {
    if (!isOperatorService(cluster.name, name)) return undefined;
    return [`${show(name)} is the name of a default service of the cluster`, 'rename the service'];
  }),
  service('cluster-service-name', 'Services have names', (_, name) =>
    name === '' ? ['has no serviceTemplate.metadata.name', 'name the service'] : undefined,
  ),
  {
    id: 'cluster-service-unique',
    says: 'Services have different names',
    on: 'both',
    check(cluster, tell) {
      const names = cluster.list(`${SERVICES}.additional`).map(serviceName);
      if (new Set(names).size === names.length) return;
      const message = `has the same name more than once: ${names.map(show).join(', ')}`;
      tell(`spec.${SERVICES}.additional`, message, 'rename or remove the repeated ones');
    },
  },
  service('cluster-service-selector', 'The operator chooses the pods of a service', (_, __, template) =>
    Object.keys(record(at(template, 'spec.selector'))).length > 0
      ? ['has serviceTemplate.spec.selector, which the operator sets', 'remove it, and use selectorType']
      : undefined,
  ),
  {
    id: 'cluster-role-unique',
    says: 'Managed roles have different names',
    on: 'both',
    check(cluster, tell) {
      const names = cluster.list('managed.roles').map((role) => text(record(role).name) ?? '');
      const seen = new Set<string>();
      for (const name of names) {
        if (seen.has(name)) tell(ROLES, `the role ${show(name)} appears twice`, 'merge the two entries');
        seen.add(name);
      }
    },
  },
  role('cluster-role-reserved', 'Managed roles do not belong to PostgreSQL or the operator', ({ name }, tell) => {
    const role = text(name) ?? '';
    if (!['postgres', 'streaming_replica'].includes(role) && !role.startsWith('pg_') && !role.startsWith('cnpg_'))
      return;
    tell(ROLES, `the role ${show(role)} belongs to PostgreSQL or the operator`, 'rename the role');
  }),
  role(
    'cluster-role-connection-limit',
    'The connection limit of a role is -1 or more',
    ({ name, connectionLimit }, tell) => {
      if (typeof connectionLimit !== 'number' || connectionLimit >= -1) return;
      tell(
        ROLES,
        `connectionLimit of ${show(name)} is ${connectionLimit}`,
        'write -1 for no limit, or a number from 0 on',
      );
    },
  ),
  role(
    'cluster-role-password',
    'A role has passwordSecret or disablePassword, not both',
    ({ name, disablePassword, passwordSecret }, tell) => {
      if (disablePassword !== true || (passwordSecret ?? null) === null) return;
      tell(ROLES, `the role ${show(name)} has passwordSecret and disablePassword`, 'keep one of them');
    },
  ),
];

function archiversOf(cluster: ClusterView): string[] {
  return cluster
    .list('plugins')
    .map(record)
    .filter(({ enabled, isWALArchiver }) => enabled !== false && isWALArchiver === true)
    .map(({ name }) => text(name) ?? '');
}

function serviceName(service: unknown): string {
  return text(at(service, 'serviceTemplate.metadata.name')) ?? '';
}

type ServiceProblem = readonly [message: string, fix: string] | undefined;

function service(
  id: string,
  says: string,
  judge: (cluster: ClusterView, name: string, template: unknown) => ServiceProblem,
): ClusterRule {
  return {
    id,
    says,
    on: 'both',
    section: SERVICES,
    check(cluster, tell) {
      cluster.list(`${SERVICES}.additional`).forEach((entry, index) => {
        const problem = judge(cluster, serviceName(entry), record(entry).serviceTemplate);
        if (problem !== undefined) tell(`spec.${SERVICES}.additional[${index}]`, ...problem);
      });
    },
  };
}

function role(
  id: string,
  says: string,
  judge: (role: Readonly<Record<string, unknown>>, tell: Tell) => void,
): ClusterRule {
  return {
    id,
    says,
    on: 'both',
    section: 'managed.roles',
    check(cluster, tell) {
      for (const entry of cluster.list('managed.roles')) judge(record(entry), tell);
    },
  };
}
