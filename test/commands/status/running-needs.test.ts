import { expect, test } from 'vitest';
import { operatorNeeds } from '../../../commands/status/running-needs';
import { DEFAULT_TARGET } from '../../../values/cnpg/target';

test('a HelmRelease without a name for its release is looked for under the one that Flux makes', async () => {
  const release = {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'manager', namespace: 'flux-system' },
    spec: { targetNamespace: 'certs', chart: { spec: { chart: 'cert-manager' } } },
  };
  const running = (instance: string) => ({
    read: async () => undefined,
    list: async () => [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'it', namespace: 'certs', labels: { 'app.kubernetes.io/instance': instance } },
        spec: { replicas: 1 },
        status: { readyReplicas: 1 },
      },
    ],
  });
  const [need] = operatorNeeds([release], DEFAULT_TARGET);
  expect(await need?.wrong(running('certs-manager'))).toBeUndefined();
  expect(await need?.wrong(running('manager'))).toBe('missing');
});
