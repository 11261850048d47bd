import { expect, test } from 'vitest';
import { parameterValues } from '../../../manifests/helm/parameters';

test('values on the way of their keys, typed as Helm types them', () => {
  expect(
    parameterValues([
      { name: 'cluster.instances', value: '3' },
      { name: 'cluster.storage.size', value: '10Gi' },
      { name: 'cluster.enablePDB', value: 'false' },
      { name: 'version.postgresql', value: '17', forceString: true },
      { name: 'cluster.port', value: '007' },
    ]),
  ).toEqual({
    cluster: { instances: 3, storage: { size: '10Gi' }, enablePDB: false, port: '007' },
    version: { postgresql: '17' },
  });
  expect(parameterValues(undefined)).toEqual({});
});

test.each([
  ['a[0].b', '1'],
  ['a\\.b', '1'],
  ['a', '{x,y}'],
  ['', 'x'],
])('%s=%s says more than that', (name, value) => {
  expect(parameterValues([{ name, value }])).toBeUndefined();
});
