import { expect, it } from 'vitest';
import { admit } from '../../../../rules/admission';
import { DEFAULT_TARGET } from '../../../../values/cnpg/target';

function rules(stopDelay: number, kubernetes: string): string[] {
  const manifest = {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name: 'a' },
    spec: { instances: 1, storage: { size: '1Gi' }, stopDelay },
  };
  const found = admit(manifest, { webhooks: false, target: { ...DEFAULT_TARGET, kubernetes } });
  return found.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
}

it.each([2 ** 31, -(2 ** 31) - 1, 2 ** 53])('%d is no int32: refused since Kubernetes 1.36', (value) => {
  expect(rules(value, '1.35')).toEqual([]);
  expect(rules(value, '1.36')).toEqual(['schema-format']);
});

it.each([2 ** 31 - 1, -(2 ** 31), 0])('%d is one', (value) => {
  expect(rules(value, '1.36')).toEqual([]);
});
