import { expect, test } from 'vitest';
import { validate } from '../../../rules';

const head = (kind: string) => `apiVersion: postgresql.cnpg.io/v1\nkind: ${kind}\nmetadata: {name: a, namespace: b}\n`;
const errors = (yaml: string) =>
  validate(yaml).flatMap(({ severity, layer, path, message }) =>
    severity === 'error' && layer === 'admission' ? [`${path} ${message}`] : [],
  );

// The operator's webhook fills in zero values, so that the server complains about a 0 or "" that the manifest does not contain.
test.each([
  ['a Cluster without a spec', head('Cluster'), ['spec is missing and required']],
  ['a Cluster whose spec is null', `${head('Cluster')}spec:\n`, ['spec is missing and required']],
  ['a ScheduledBackup without a spec', head('ScheduledBackup'), ['spec is missing and required']],
  ['a Pooler, whose spec nothing fills in', head('Pooler'), ['spec is missing and required']],
  ['a schedule', `${head('ScheduledBackup')}spec: {cluster: {name: x}}\n`, ['spec.schedule is missing']],
  [
    'a type of a service',
    `${head('Cluster')}spec: {storage: {size: 1Gi}, managed: {services: {additional: [{serviceTemplate: {metadata: {name: x}}}]}}}\n`,
    ['spec.managed.services.additional[0].selectorType is missing'],
  ],
  [
    'what somebody wrote is quoted',
    `${head('Cluster')}spec: {instances: 0, storage: {size: 1Gi}}\n`,
    ['spec.instances is 0, allowed: at least 1'],
  ],
])('%s', (_, yaml, found) => expect(errors(yaml)).toEqual(found));

// Rules have nothing to say of what a missing spec does not hold.
test.each(['Cluster', 'Database', 'Pooler'])('a %s without a spec gets no advice about it', (kind) => {
  const found = validate(head(kind)).filter(({ path }) => path?.startsWith('spec'));
  expect(found.map(({ path }) => path)).toEqual(['spec']);
});
