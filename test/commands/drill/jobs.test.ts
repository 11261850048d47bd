import { expect, test } from 'vitest';
import { pgbenchJob, writerJob } from '../../../commands/drill/jobs';
import { at } from '../../../manifests/object/manifest';

const ORIGIN = { id: 'latency-1', namespace: 'shop', cluster: 'shop-db' };
const DATABASE = { image: 'postgres', host: 'shop-db-rw', database: 'shop', user: 'shop', secret: 'shop-db-app' };

test.each([
  ['pgbench', pgbenchJob(ORIGIN, DATABASE, { scale: 1, clients: 1, seconds: 1 })],
  ['writer', writerJob(ORIGIN, DATABASE)],
])('%s runs once, without rights, with the password by reference', (_name, job) => {
  expect(at(job, 'spec.backoffLimit')).toBe(0);
  const pod = at(job, 'spec.template.spec');
  expect(pod).toMatchObject({ restartPolicy: 'Never', automountServiceAccountToken: false });
  expect(at(pod, 'containers.0.env')).toContainEqual({
    name: 'PGPASSWORD',
    valueFrom: { secretKeyRef: { name: 'shop-db-app', key: 'password' } },
  });
  expect(job.metadata.labels).toEqual({ 'cnpg-gitops/drill': 'latency-1' });
  // A drill that finds its label on a pod would take it for an instance that it has cut off.
  expect(at(job, 'spec.template.metadata')).toEqual({ labels: { 'cnpg-gitops/drill-client': 'shop-db' } });
});
