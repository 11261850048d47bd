import { cluster } from '.';

export const limits = (given: object) => cluster({ storage: { size: '10Gi' }, resources: { limits: given } });

export function workload(kind: string, resources: object, pod: object = {}) {
  const spec = { containers: [{ name: 'api', image: 'x:1', resources }], ...pod };
  const template = { template: { spec } };
  const metadata = { name: 'api', namespace: 'shop' };
  return kind === 'CronJob'
    ? { apiVersion: 'batch/v1', kind, metadata, spec: { jobTemplate: { spec: template } } }
    : { apiVersion: 'apps/v1', kind, metadata, spec: template };
}

export const ten = { storage: { size: '10Gi' } };
