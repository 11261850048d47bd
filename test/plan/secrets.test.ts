import { expect, test } from 'vitest';
import { planOf } from './objects';

test('what is in a Secret is not in a plan', () => {
  const secret = (password: string) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 's' },
    data: { password },
  });
  const { changes } = planOf([secret('b2xk')], [secret('bmV3')]);
  expect(changes[0]?.fields).toMatchObject([
    { path: 'data.password', before: '(secret)', after: '(secret)', impact: 'reload' },
  ]);
  expect(JSON.stringify(changes)).not.toMatch(/b2xk|bmV3/);
});

test('a secret that is taken out of another object is not in a plan', () => {
  const pod = (env: object[]) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'api' },
    spec: { template: { spec: { containers: [{ name: 'api', image: 'api:1', env }] } } },
  });
  const value = { name: 'PGPASSWORD', value: 'correct horse' };
  const { changes } = planOf([pod([value])], [pod([{ ...value, value: 'battery staple' }])]);
  expect(changes[0]?.fields).toMatchObject([{ before: '(secret)', after: '(secret)' }]);
  const list = planOf([pod([value])], [pod([{ name: 'TZ', value: 'UTC' }])]);
  expect(JSON.stringify([changes, list])).not.toMatch(/horse|staple/);
  expect(JSON.stringify(list)).toMatch(/UTC/);
});
